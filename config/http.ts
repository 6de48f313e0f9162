import { isIP } from 'node:net';
import { defined } from '../domain/shared/defined.ts';
import { SettingsError } from './settings-error.ts';

/** What the worker serves over HTTP: webhooks, health, metrics. Nothing without an address. */
export const HTTP_SETTINGS = {
  SHOWRUNNER_HTTP_ADDRESS: {
    meaning: 'where webhooks, health and metrics are served: a port of 127.0.0.1, or an address with a port',
    fallback: '',
  },
  SHOWRUNNER_HTTP_HOSTS: {
    meaning: 'names under which that is reached from outside: `hooks.example.org,...`',
    fallback: '',
  },
  SHOWRUNNER_WEBHOOK_GITHUB_SECRET: { meaning: 'secret of a webhook of GitHub', fallback: '' },
  SHOWRUNNER_WEBHOOK_GITLAB_SECRET: {
    meaning: 'signing token or secret token of a webhook of GitLab',
    fallback: '',
  },
  SHOWRUNNER_WEBHOOK_FORGEJO_SECRET: {
    meaning: 'secret of a webhook of Forgejo, Codeberg or Gitea',
    fallback: '',
  },
  SHOWRUNNER_WEBHOOK_SIGNED_SECRET: {
    meaning: 'secret of a webhook of your own, signed as Standard Webhooks',
    fallback: '',
  },
  SHOWRUNNER_METRICS_SECRET: { meaning: 'the bearer token that `/metrics` asks for', fallback: '' },
} as const;

type Name = keyof typeof HTTP_SETTINGS;
type Read = (name: Name) => string;

export const WEBHOOK_SENDERS = ['github', 'gitlab', 'forgejo', 'signed'] as const;
export type WebhookSender = (typeof WEBHOOK_SENDERS)[number];

export type HttpSettings = {
  /** An IP address or `localhost`. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Names in small letters, without a port. */
  readonly hosts: readonly string[];
  /** Who may send; the others do not exist. */
  readonly secrets: Readonly<Partial<Record<WebhookSender, string>>>;
  readonly metricsSecret?: string;
};

const SECRET_OF: Readonly<Record<WebhookSender, Name>> = {
  github: 'SHOWRUNNER_WEBHOOK_GITHUB_SECRET',
  gitlab: 'SHOWRUNNER_WEBHOOK_GITLAB_SECRET',
  forgejo: 'SHOWRUNNER_WEBHOOK_FORGEJO_SECRET',
  signed: 'SHOWRUNNER_WEBHOOK_SIGNED_SECRET',
};

/** undefined: nothing is served. `read`: the value of a setting, or an empty text. @throws SettingsError */
export function readHttp(read: Read): HttpSettings | undefined {
  const address = read('SHOWRUNNER_HTTP_ADDRESS').trim();
  if (address === '') return assertUnused(read);
  const secrets = Object.fromEntries(
    WEBHOOK_SENDERS.flatMap((sender) => {
      const secret = readSecret(SECRET_OF[sender], read);
      return secret === undefined ? [] : [[sender, secret]];
    }),
  );
  return {
    ...parseAddress(address),
    hosts: readHosts(read),
    secrets,
    ...defined({ metricsSecret: readSecret('SHOWRUNNER_METRICS_SECRET', read) }),
  };
}

function assertUnused(read: Read): undefined {
  const unused = (Object.keys(HTTP_SETTINGS) as Name[]).find((name) => read(name) !== '');
  if (unused === undefined) return undefined;
  throw new SettingsError(
    `${unused} has no effect without SHOWRUNNER_HTTP_ADDRESS: set it, for example to 9464, or unset both`,
  );
}

function parseAddress(text: string): Pick<HttpSettings, 'host' | 'port'> {
  const [, bracketed, plain, digits] =
    /^(?:(?:\[([\da-fA-F:.]{2,45})\]|([\w.-]{1,253})):)?(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? '127.0.0.1';
  const port = Number(digits);
  const isHost = bracketed === undefined ? isIP(host) === 4 || host === 'localhost' : isIP(host) === 6;
  if (digits !== undefined && port <= 65_535 && isHost) return { host, port };
  throw new SettingsError(
    `SHOWRUNNER_HTTP_ADDRESS: expected a port such as 9464, or an address such as 127.0.0.1:9464, 0.0.0.0:9464 or [::1]:9464, found "${text}"`,
  );
}

/** As they stand in a `Host` header, which may add a port. */
function readHosts(read: Read): readonly string[] {
  const names = read('SHOWRUNNER_HTTP_HOSTS').split(',');
  const hosts = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const bad = hosts.find((name) => !/^[a-z\d.-]{1,253}$/.test(name));
  if (bad === undefined) return hosts;
  throw new SettingsError(
    `SHOWRUNNER_HTTP_HOSTS: expected names such as hooks.example.org, separated by commas, without a scheme or a port, found "${bad}"`,
  );
}

const SHORTEST_SECRET = 16;

/** The message does not show it. */
function readSecret(name: Name, read: Read): string | undefined {
  const secret = read(name).trim();
  if (secret === '') return undefined;
  if (secret.length >= SHORTEST_SECRET && /^[\x21-\x7e]+$/.test(secret)) return secret;
  throw new SettingsError(
    `${name}: expected at least ${SHORTEST_SECRET} letters, digits and signs without spaces, for example of \`openssl rand -hex 32\``,
  );
}

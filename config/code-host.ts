import { defined } from '../domain/shared/defined.ts';
import { redact } from '../domain/shared/redact.ts';
import { SettingsError } from './settings-error.ts';

/** Where commits get a status: settings of GitHub or GitLab. */
export const CODE_HOST_SETTINGS = {
  SHOWRUNNER_GITHUB_TOKEN: { meaning: 'token that sets the status of commits and comments', fallback: '' },
  SHOWRUNNER_GITHUB_APP_ID: { meaning: 'instead of a token: id of a GitHub App', fallback: '' },
  SHOWRUNNER_GITHUB_APP_KEY_FILE: { meaning: 'a file with its private key (PEM)', fallback: '' },
  SHOWRUNNER_GITHUB_APP_INSTALLATION: {
    meaning: 'number of its installation',
    fallback: 'that of the repository',
  },
  SHOWRUNNER_GITHUB_REPOSITORY: {
    meaning: 'the repository at GitHub: `owner/name`',
    fallback: 'that of SHOWRUNNER_REPOSITORY',
  },
  SHOWRUNNER_GITHUB_URL: {
    meaning: 'page of GitHub, or of a GitHub Enterprise Server',
    fallback: 'https://github.com',
  },
  SHOWRUNNER_GITLAB_TOKEN: { meaning: 'token that sets the status of commits', fallback: '' },
  SHOWRUNNER_GITLAB_PROJECT: {
    meaning: 'the project at GitLab: `group/name`',
    fallback: 'that of SHOWRUNNER_REPOSITORY',
  },
  SHOWRUNNER_GITLAB_URL: { meaning: 'page of GitLab', fallback: 'https://gitlab.com' },
} as const;

type Name = keyof typeof CODE_HOST_SETTINGS;
type Read = (name: Name) => string;

export type CodeHost =
  | {
      readonly kind: 'github';
      /** `https://github.com`, without a path. */
      readonly url: string;
      /** `owner/name`; absent: that of the followed repository. */
      readonly repository?: string;
      readonly login:
        | { readonly kind: 'token'; readonly token: string }
        | {
            readonly kind: 'app';
            readonly id: string;
            readonly keyFile: string;
            readonly installation?: number;
          };
    }
  | {
      readonly kind: 'gitlab';
      readonly url: string;
      /** `group/subgroup/name` */
      readonly project?: string;
      readonly token: string;
    };

/** undefined: commits get no status. `read`: the value of a setting, or an empty text. @throws SettingsError */
export function readCodeHost(read: Read): CodeHost | undefined {
  const isSet = (kind: string): boolean =>
    (Object.keys(CODE_HOST_SETTINGS) as Name[]).some((name) => name.includes(kind) && read(name) !== '');
  if (isSet('GITHUB') && isSet('GITLAB'))
    throw new SettingsError(
      'expected settings of SHOWRUNNER_GITHUB_... or SHOWRUNNER_GITLAB_..., found both',
    );
  if (isSet('GITHUB')) return readGitHub(read);
  return isSet('GITLAB') ? readGitLab(read) : undefined;
}

function readGitHub(read: Read): CodeHost {
  const repository = read('SHOWRUNNER_GITHUB_REPOSITORY') || undefined;
  if (repository !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new SettingsError(`SHOWRUNNER_GITHUB_REPOSITORY: expected owner/name, found "${repository}"`);
  return {
    kind: 'github',
    url: readPage('SHOWRUNNER_GITHUB_URL', read),
    login: readLogin(read),
    ...defined({ repository }),
  };
}

function readLogin(read: Read): Extract<CodeHost, { kind: 'github' }>['login'] {
  const token = read('SHOWRUNNER_GITHUB_TOKEN');
  const id = read('SHOWRUNNER_GITHUB_APP_ID');
  const keyFile = read('SHOWRUNNER_GITHUB_APP_KEY_FILE');
  const isApp = id !== '' || keyFile !== '' || read('SHOWRUNNER_GITHUB_APP_INSTALLATION') !== '';
  if (token !== '' && isApp)
    throw new SettingsError('expected SHOWRUNNER_GITHUB_TOKEN or SHOWRUNNER_GITHUB_APP_..., found both');
  if (token !== '') return { kind: 'token', token: readToken('SHOWRUNNER_GITHUB_TOKEN', read) };
  if (id === '' || keyFile === '')
    throw new SettingsError(
      'the settings SHOWRUNNER_GITHUB_... need SHOWRUNNER_GITHUB_TOKEN, or SHOWRUNNER_GITHUB_APP_ID and SHOWRUNNER_GITHUB_APP_KEY_FILE',
    );
  return { kind: 'app', id, keyFile, ...defined({ installation: readInstallation(read) }) };
}

function readInstallation(read: Read): number | undefined {
  const text = read('SHOWRUNNER_GITHUB_APP_INSTALLATION');
  if (text === '') return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new SettingsError(`SHOWRUNNER_GITHUB_APP_INSTALLATION: expected a number, found "${text}"`);
}

function readGitLab(read: Read): CodeHost {
  const project = read('SHOWRUNNER_GITLAB_PROJECT') || undefined;
  if (project !== undefined && !/^[\w.-]+(?:\/[\w.-]+)+$/.test(project))
    throw new SettingsError(`SHOWRUNNER_GITLAB_PROJECT: expected group/name, found "${project}"`);
  if (read('SHOWRUNNER_GITLAB_TOKEN') === '')
    throw new SettingsError('the settings SHOWRUNNER_GITLAB_... need SHOWRUNNER_GITLAB_TOKEN');
  return {
    kind: 'gitlab',
    url: readPage('SHOWRUNNER_GITLAB_URL', read),
    token: readToken('SHOWRUNNER_GITLAB_TOKEN', read),
    ...defined({ project }),
  };
}

/** A token is part of a header. The message does not show it. */
function readToken(name: Name, read: Read): string {
  const token = read(name).trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new SettingsError(`${name}: expected a token, found spaces or other signs in it`);
}

/** A token is sent in the clear to this machine only. */
function readPage(name: Name, read: Read): string {
  const text = read(name) || CODE_HOST_SETTINGS[name].fallback;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname));
  if (url !== undefined && isSafe && url.pathname === '/' && url.username === '') return url.origin;
  throw new SettingsError(
    `${name}: expected a page such as ${CODE_HOST_SETTINGS[name].fallback}, found "${redact(text)}"`,
  );
}

import { hideSecret } from '../../domain/shared/redact.ts';
import { hideCredentials } from './address.ts';
import type { GitAccess, GitLogin } from './environment.ts';
import { RepositoryError } from './errors.ts';
import type { Setting } from './personal-settings.ts';

/** A repository elsewhere: `address` may stand in the arguments of a command, which every user of the machine can read. */
export type Remote = { readonly address: string; readonly access: GitAccess };

/**
 * Takes the user name and the password out of a URL. For https git gets them from its environment; for ssh they do nothing, so that a
 * password there is only left out. `login`: for a URL of its host that has none.
 *
 * @throws RepositoryError `refused` for a URL whose host cannot be separated from its password
 */
export function openRemote(location: string, login?: GitLogin): Remote {
  const [, scheme = '', own, rest = ''] =
    /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#]*)@)?(.*)$/is.exec(location) ?? [];
  const isHttp = /^https?$/i.test(scheme);
  if (isHttp) assertParsed(location);
  if (own === undefined) return { address: location, access: openAccess(location, login) };
  const [user = '', ...more] = own.split(':');
  const password = more.length === 0 ? undefined : more.join(':');
  registerSecrets(user, password);
  if (!isHttp) return { address: `${scheme}://${user}@${rest}`, access: { settings: [], environment: {} } };
  const origin = `${scheme}://${/^[^/?#]*/.exec(rest)?.[0] ?? ''}`;
  return {
    address: `${scheme}://${rest}`,
    access: {
      settings: listSettings(origin, decode(user), password),
      environment: {
        SHOWRUNNER_GIT_USERNAME: decode(user),
        SHOWRUNNER_GIT_PASSWORD: decode(password ?? ''),
      },
    },
  };
}

function openAccess(location: string, login: GitLogin | undefined): GitAccess {
  const isOfHost = URL.canParse(location) && new URL(location).origin === login?.origin;
  if (login === undefined || !isOfHost) return { settings: [], environment: {} };
  return { settings: listSettings(login.origin, '', ''), environment: {}, login };
}

/** Git passes the word `get`, `store` or `erase`. `printf` is part of the shell: no argument of a process holds the password. */
const HELPER = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$SHOWRUNNER_GIT_USERNAME" "$SHOWRUNNER_GIT_PASSWORD"; }; f`;

/**
 * Only for this host: a redirect leads to no other with the password. A user alone may be one whose password a helper of the person
 * knows; otherwise it is a token that needs none.
 */
const listSettings = (origin: string, user: string, password: string | undefined): readonly Setting[] => [
  password === undefined
    ? [`credential.${origin}.username`, user]
    : // An empty one takes back all helpers before it.
      [`credential.${origin}.helper`, ''],
  [`credential.${origin}.helper`, HELPER],
];

function assertParsed(url: string): void {
  if (URL.canParse(url)) return;
  throw new RepositoryError(
    'refused',
    `"${hideCredentials(url)}" is not a valid URL: write %2F for a slash, %40 for @ and %3A for a colon in a password.`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Characters: a user name is shorter than a token. */
const SHORTEST_TOKEN = 16;

/** A server may repeat what it was sent. */
function registerSecrets(user: string, password: string | undefined): void {
  const secrets = [
    ...(password === undefined ? [] : [password]),
    ...(user.length < SHORTEST_TOKEN ? [] : [user]),
  ];
  for (const secret of secrets) {
    hideSecret(secret);
    hideSecret(decode(secret));
  }
}

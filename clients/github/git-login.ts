import { readFile } from 'node:fs/promises';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { GitLogin } from '../git/environment.ts';
import { RepositoryError } from '../git/errors.ts';
import { type GitHubRepository, parseRemote } from './address.ts';
import type { Installation } from './installation.ts';

/** The settings of a GitHub App, or of another way to log in, which git then does by itself. */
export type GitHubSettings = {
  readonly kind: string;
  readonly url: string;
  readonly login?:
    | { readonly kind: 'token' }
    | {
        readonly kind: 'app';
        readonly id: string;
        /** Its private key, PEM. */
        readonly keyFile: string;
        readonly installation?: number;
      };
};

type App = Extract<GitHubSettings['login'], { kind: 'app' }>;

const ADVICE = {
  credentials:
    'Check SHOWRUNNER_GITHUB_APP_ID and SHOWRUNNER_GITHUB_APP_KEY_FILE, and the clock of this machine.',
  permission: 'The app must be installed on this repository, with the permission "Contents".',
  address: 'Set SHOWRUNNER_REPOSITORY to the repository as it is called now.',
};

/**
 * How git logs in to a repository at https as a GitHub App: with a token of an hour for this repository alone. undefined: there is no
 * app, or the repository is elsewhere or at ssh. Reads nothing yet.
 */
export function findGitLogin(host: GitHubSettings | undefined, location: string): GitLogin | undefined {
  if (host?.kind !== 'github' || host.login?.kind !== 'app') return undefined;
  const { url, login } = host;
  const repository = parseRemote(location, url);
  if (repository === undefined) return undefined;
  let opened: Promise<Installation> | undefined;
  const open = (): Promise<Installation> => {
    opened ??= openApp(login, { url, repository }).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    origin: url,
    read: async () => {
      try {
        const { readToken } = await open();
        return { username: 'x-access-token', password: await readToken({ signal: NEVER }) };
      } catch (error) {
        throw toRepositoryError(error);
      }
    },
    forget: () => void opened?.then(({ forget }) => forget()).catch(() => undefined),
  };
}

/** The client limits the time of each call. */
const NEVER = new AbortController().signal;

/** Loads the client only when it is used. */
async function openApp(
  { id, keyFile, installation }: App,
  place: { readonly url: string; readonly repository: GitHubRepository },
): Promise<Installation> {
  const [{ openInstallation }, { parsePrivateKey }] = await Promise.all([
    import('./installation.ts'),
    import('./credentials.ts'),
  ]);
  const privateKey = parsePrivateKey(await readFile(keyFile, 'utf8'));
  const credentials = { kind: 'app', id, privateKey, ...defined({ installation }) } as const;
  return openInstallation(credentials, { ...place, advice: ADVICE });
}

function toRepositoryError(error: unknown): RepositoryError {
  if (error instanceof Failure)
    return new RepositoryError(error.kind === 'wait' ? 'unreachable' : 'refused', error.message);
  const reason = error instanceof Error ? error.message : String(error);
  return new RepositoryError('refused', `SHOWRUNNER_GITHUB_APP_KEY_FILE cannot be used: ${reason}.`);
}

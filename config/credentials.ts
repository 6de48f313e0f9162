import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { defined } from '../domain/shared/defined.ts';
import { hideSecret } from '../domain/shared/redact.ts';
import { hideFromGit, PRIVATE_FILE, PRIVATE_FOLDER } from './private-state.ts';
import { type Settings, stateFolders } from './settings.ts';
import { SettingsError } from './settings-error.ts';

/** What YouTube is called with. A refresh token is good only with the OAuth client that it was issued to. */
export type OAuthCredentials = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
};

/** What `npx showrunner login` stores. Times are ISO 8601. */
export type StoredCredentials = OAuthCredentials & {
  readonly scopes: readonly string[];
  readonly channel: { readonly id: string; readonly title: string };
  /** When the person consented. */
  readonly grantedAt: string;
  /** When Google ends the refresh token: seven days later for an app in "Testing". Absent: not before it is revoked. */
  readonly expiresAt?: string;
};

/** `settings`: the three variables; `file`: stored by `login`; `made-up`: of a local YouTube, which accepts any. */
export type FoundCredentials = OAuthCredentials &
  (
    | { readonly source: 'settings' | 'made-up' }
    | { readonly source: 'file'; readonly stored: StoredCredentials }
  );

export type CredentialsPlace = Pick<Settings, 'state' | 'youtube'>;

/** Google's and the local YouTube's are two files: neither is ever sent to the other. */
export function credentialsPath({ state, youtube }: CredentialsPlace): string {
  const { credentials, localCredentials } = stateFolders(state);
  return youtube.kind === 'google' ? credentials : localCredentials;
}

const MADE_UP = { clientId: 'local', clientSecret: 'local', refreshToken: 'local' };

/**
 * The credentials that the worker and the commands use: those of the settings win. undefined: there are none for Google.
 *
 * @throws SettingsError when the file cannot be used
 */
export async function findCredentials(place: CredentialsPlace): Promise<FoundCredentials | undefined> {
  const { youtube } = place;
  if (youtube.kind !== 'google') {
    const stored = await readStoredCredentials(place);
    return stored === undefined ? { source: 'made-up', ...MADE_UP } : fromFile(stored, stored.clientSecret);
  }
  const { clientId, clientSecret, refreshToken } = youtube;
  if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined)
    return hide({ source: 'settings', clientId, clientSecret, refreshToken });
  const stored = await readStoredCredentials(place);
  if (stored === undefined) return undefined;
  if (clientId !== undefined && clientId !== stored.clientId)
    throw new SettingsError(
      `SHOWRUNNER_YOUTUBE_CLIENT_ID names another OAuth client than ${credentialsPath(place)} was made with: run \`npx showrunner login\` again, or unset it`,
    );
  return fromFile(stored, clientSecret ?? stored.clientSecret);
}

/** @throws SettingsError that says how to get credentials, or why the file cannot be used */
export async function requireCredentials(place: CredentialsPlace): Promise<FoundCredentials> {
  const found = await findCredentials(place);
  if (found !== undefined) return found;
  throw new SettingsError(
    `no credentials for YouTube: run \`npx showrunner login\`, which stores them in ${credentialsPath(place)}, or set SHOWRUNNER_YOUTUBE_CLIENT_ID, SHOWRUNNER_YOUTUBE_CLIENT_SECRET and SHOWRUNNER_YOUTUBE_REFRESH_TOKEN`,
  );
}

/** A secret that was rotated may stand in the settings. */
const fromFile = (stored: StoredCredentials, clientSecret: string): FoundCredentials =>
  hide({
    source: 'file',
    clientId: stored.clientId,
    clientSecret,
    refreshToken: stored.refreshToken,
    stored,
  });

/** No error and no log shows them from now on. */
function hide(found: FoundCredentials): FoundCredentials {
  hideSecret(found.clientSecret);
  hideSecret(found.refreshToken);
  return found;
}

/** What `login` stored; undefined: nothing. @throws SettingsError when the file cannot be read */
export async function readStoredCredentials(place: CredentialsPlace): Promise<StoredCredentials | undefined> {
  const path = credentialsPath(place);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new SettingsError(`${path} cannot be read: ${error.code ?? error.message}`);
  });
  if (text === undefined) return undefined;
  const stored = parse(text);
  if (stored !== undefined) return stored;
  throw new SettingsError(`${path} is damaged: run \`npx showrunner login\` to write it again`);
}

/** Writes the file in one piece, for its owner alone. */
export async function storeCredentials(place: CredentialsPlace, stored: StoredCredentials): Promise<void> {
  const path = credentialsPath(place);
  const draft = `${path}.${randomUUID()}`;
  await mkdir(place.state, { recursive: true, mode: PRIVATE_FOLDER });
  await hideFromGit(place.state);
  try {
    await writeFile(draft, `${JSON.stringify(stored, null, 2)}\n`, { mode: PRIVATE_FILE, flag: 'wx' });
    // A umask only takes away; a file system may give.
    await chmod(draft, PRIVATE_FILE);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

export const removeCredentials = (place: CredentialsPlace): Promise<void> =>
  rm(credentialsPath(place), { force: true });

function parse(text: string): StoredCredentials | undefined {
  const value = parseObject(text);
  const channel = asObject(value?.['channel']);
  const texts = [value?.['clientId'], value?.['clientSecret'], value?.['refreshToken'], channel?.['id']];
  if (value === undefined || !texts.every((one) => typeof one === 'string' && one !== '')) return undefined;
  const [clientId, clientSecret, refreshToken, id] = texts.map(String) as [string, string, string, string];
  const { scopes, grantedAt, expiresAt } = value;
  if (!isTime(grantedAt) || (expiresAt !== undefined && !isTime(expiresAt))) return undefined;
  return {
    ...{ clientId, clientSecret, refreshToken, grantedAt },
    scopes: Array.isArray(scopes) ? scopes.map(String) : [],
    channel: { id, title: String(channel?.['title'] ?? '') },
    ...defined({ expiresAt }),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const asObject = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

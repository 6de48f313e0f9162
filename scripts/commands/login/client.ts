import { readFile } from 'node:fs/promises';
import {
  type CredentialsPlace,
  credentialsPath,
  readStoredCredentials,
} from '../../../config/credentials.ts';
import type { Settings } from '../../../config/settings.ts';
import { hideSecret } from '../../../domain/shared/redact.ts';
import { findLocalYouTube, readControl } from '../../lib/local-youtube.ts';
import { CommandError } from '../../lib/outcome.ts';

/** Whom a login asks. `rootUrl`: the local YouTube; absent: Google. */
export type OAuthTarget = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly rootUrl?: string;
  /** For people. */
  readonly place: string;
};

/**
 * The OAuth client, from the file that Google's console gives, else the settings, else the last login; the local YouTube accepts any.
 * Nothing of a local run is Google's.
 *
 * @throws CommandError that says how to get one
 */
export async function chooseTarget(settings: Settings, file: string | undefined): Promise<OAuthTarget> {
  const { youtube } = settings;
  if (youtube.kind !== 'google') {
    const rootUrl = await findLocalYouTube(settings, undefined);
    await assertRunning(rootUrl);
    return { clientId: 'local', clientSecret: 'local', rootUrl, place: `the local YouTube at ${rootUrl}` };
  }
  const client = file === undefined ? await findClient(settings) : await readClientFile(file);
  // The worker would refuse what is stored then.
  if (youtube.clientId !== undefined && youtube.clientId !== client.clientId)
    throw new CommandError(
      `SHOWRUNNER_YOUTUBE_CLIENT_ID names another OAuth client than ${file}: unset it, here and for the worker, or leave out --client`,
    );
  hideSecret(client.clientSecret);
  return { ...client, place: 'Google' };
}

type Client = { readonly clientId: string; readonly clientSecret: string };

async function assertRunning(rootUrl: string): Promise<void> {
  try {
    await readControl(rootUrl, 'health');
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${error.message}; for a channel at Google, set SHOWRUNNER_YOUTUBE=google`);
  }
}

async function findClient(place: CredentialsPlace): Promise<Client> {
  const { youtube } = place;
  const { clientId, clientSecret } = youtube.kind === 'google' ? youtube : {};
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  const stored = await readStoredCredentials(place).catch(() => undefined);
  if (stored !== undefined) return { clientId: stored.clientId, clientSecret: stored.clientSecret };
  throw new CommandError(
    `no OAuth client: download the one of your Google Cloud project (type "Desktop app") and name it with --client FILE, or set SHOWRUNNER_YOUTUBE_CLIENT_ID and SHOWRUNNER_YOUTUBE_CLIENT_SECRET. docs/credentials.md says how to create one. There are none in ${credentialsPath(place)} either`,
  );
}

/** The JSON file that Google's console offers: `{ "installed": { "client_id", "client_secret" } }`. */
async function readClientFile(path: string): Promise<Client> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`--client: ${path} cannot be read (${error.code})`);
  });
  const client = parseClient(text);
  if (client !== undefined) return client;
  throw new CommandError(
    `--client: ${path} is not the JSON file of an OAuth client of the type "Desktop app" (a key "installed" with client_id and client_secret)`,
  );
}

function parseClient(text: string): Client | undefined {
  try {
    const { installed } = JSON.parse(text) as { installed?: Record<string, unknown> };
    const [clientId, clientSecret] = [installed?.['client_id'], installed?.['client_secret']];
    return typeof clientId === 'string' && typeof clientSecret === 'string'
      ? { clientId, clientSecret }
      : undefined;
  } catch {
    return undefined;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { YouTubeClient } from '../clients/youtube/client.ts';
import {
  type CredentialsPlace,
  credentialsPath,
  type FoundCredentials,
  findCredentials,
} from '../config/credentials.ts';

/** Reading a file of some hundred bytes. */
const EVERY_MS = 2_000;

/** The credentials that the worker uses now. */
export type CredentialsInUse = {
  /** When the refresh token ends, in ms since 1970; undefined: not known. */
  expireAt(): number | undefined;
  /** Uses a renewed file from now on. @returns a function that ends the watch */
  watch(input: WatchInput): () => Promise<void>;
};

type WatchInput = {
  readonly youtube: Pick<YouTubeClient, 'useCredentials'>;
  /** After other credentials are in use. */
  readonly onRenewed: (found: FoundCredentials) => void;
  /** Once for each reason why the file cannot be used. The former credentials stay in use. */
  readonly onProblem: (message: string) => void;
  readonly everyMs?: number;
};

/** `npx showrunner login` may renew them at any time. Those of the settings stay as long as the process. */
export function createCredentialsInUse(place: CredentialsPlace, first: FoundCredentials): CredentialsInUse {
  let inUse = first;
  return {
    expireAt: () => {
      const { expiresAt } = inUse.source === 'file' ? inUse.stored : {};
      return expiresAt === undefined ? undefined : Date.parse(expiresAt);
    },
    watch: ({ youtube, onRenewed, onProblem, everyMs = EVERY_MS }) => {
      const ending = new AbortController();
      let problem: string | undefined;
      const look = async (): Promise<void> => {
        const found = await findCredentials(place).catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          if (message !== problem) onProblem(message);
          problem = message;
        });
        if (found === undefined) return;
        problem = undefined;
        // After a logout there may be none: the last ones stay until YouTube refuses them.
        if (found.source !== 'file' || isSame(found, inUse)) return;
        inUse = found;
        youtube.useCredentials(found);
        onRenewed(found);
      };
      const watching = first.source === 'settings' ? Promise.resolve() : repeat(look, everyMs, ending.signal);
      return async () => {
        ending.abort();
        await watching;
      };
    },
  };
}

const isSame = (a: FoundCredentials, b: FoundCredentials): boolean =>
  a.refreshToken === b.refreshToken && a.clientId === b.clientId && a.clientSecret === b.clientSecret;

async function repeat(look: () => Promise<void>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (await sleep(everyMs, true, { signal }).catch(() => false)) await look();
}

/** For the terminal and the log. */
export const describeRenewed = (place: CredentialsPlace, found: FoundCredentials): string =>
  found.source === 'file'
    ? `using the credentials of "${found.stored.channel.title}" in ${credentialsPath(place)}, of ${found.stored.grantedAt}`
    : 'using other credentials';

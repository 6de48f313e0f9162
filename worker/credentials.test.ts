import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  credentialsPath,
  type FoundCredentials,
  removeCredentials,
  requireCredentials,
  type StoredCredentials,
  storeCredentials,
} from '../config/credentials.ts';
import { readSettings } from '../config/settings.ts';
import { createCredentialsInUse } from './credentials.ts';

const STORED: StoredCredentials = {
  ...{ clientId: 'client', clientSecret: 'first-secret', refreshToken: 'first-token', scopes: [] },
  channel: { id: 'UCshowrunnerlocal0000000', title: 'Local Academy' },
  grantedAt: '2026-11-30T09:00:00.000Z',
};
const RENEWED: StoredCredentials = {
  ...{ ...STORED, refreshToken: 'second-token', expiresAt: '2026-12-07T09:00:00.000Z' },
};

let state: string;
let stop: (() => Promise<void>) | undefined;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'showrunner-renewed-'));
});
afterEach(async () => {
  await stop?.();
  stop = undefined;
  await rm(state, { recursive: true });
});

const place = (token?: string) =>
  readSettings({
    ...{ SHOWRUNNER_STATE: state, SHOWRUNNER_YOUTUBE: 'google' },
    ...(token === undefined
      ? {}
      : {
          SHOWRUNNER_YOUTUBE_CLIENT_ID: 'client',
          SHOWRUNNER_YOUTUBE_CLIENT_SECRET: 'set-secret',
          SHOWRUNNER_YOUTUBE_REFRESH_TOKEN: token,
        }),
  });

async function open(token?: string) {
  const world = { used: [] as string[], renewed: [] as FoundCredentials[], problems: [] as string[] };
  const inUse = createCredentialsInUse(place(token), await requireCredentials(place(token)));
  stop = inUse.watch({
    youtube: { useCredentials: ({ refreshToken }) => world.used.push(refreshToken) },
    onRenewed: (found) => world.renewed.push(found),
    onProblem: (message) => world.problems.push(message),
    everyMs: 5,
  });
  return { ...world, inUse };
}

it('a renewed file is used once, from then on, with its end', async () => {
  await storeCredentials(place(), STORED);
  const { used, renewed, inUse } = await open();
  expect(inUse.expireAt()).toBeUndefined();
  await storeCredentials(place(), RENEWED);
  await vi.waitFor(() => expect(renewed).toHaveLength(1));
  expect(inUse.expireAt()).toBe(Date.parse('2026-12-07T09:00:00.000Z'));
  await storeCredentials(place(), RENEWED);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(used).toEqual(['second-token']);
});

it('a file that is damaged or gone changes nothing, and is said once', async () => {
  await storeCredentials(place(), STORED);
  const { used, problems } = await open();
  await writeFile(credentialsPath(place()), '{');
  await vi.waitFor(() => expect(problems).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 40));
  await removeCredentials(place());
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect([used, problems]).toEqual([[], [expect.stringContaining('is damaged')]]);
});

it('the settings win, whatever is stored later', async () => {
  const { used } = await open('token-of-the-settings');
  await storeCredentials(place(), RENEWED);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(used).toEqual([]);
});

import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Repository } from '../clients/git/index.ts';
import type { FoundCredentials } from '../config/credentials.ts';
import { createTokenControl, type TokenControl } from '../test/support/token-control.ts';
import { describeAccount } from './account-check.ts';

const OURS = 'UCshowrunnerlocal0000000';
const CREDENTIALS: FoundCredentials = {
  source: 'made-up',
  clientId: 'local',
  clientSecret: 'local',
  refreshToken: 'local',
};

let world: TokenControl;
let folder = '';
beforeEach(async () => {
  world = await createTokenControl();
  folder = await mkdtemp(join(tmpdir(), 'showrunner-account-'));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const repositoryOf = (channelId: string, streams = {}) =>
  ({
    readHead: async () => 'c0',
    readCatalog: async () => ({ catalog: { academy: { channelId, streams } } }),
  }) as unknown as Repository;
const describe = (repository = repositoryOf(OURS), remembered?: string) =>
  describeAccount({
    youtube: world.youtube,
    credentials: CREDENTIALS,
    repository,
    ...(remembered === undefined ? {} : { remembered }),
  });

test('one line names the channel, or the first thing that is wrong', async () => {
  expect(await describe()).toBe(`YouTube: channel ${OURS} "Local Academy"; nothing wrong (2 units)`);
  expect(await describe(repositoryOf(OURS, { main: 'Main', spare: 'Spare' }))).toMatch(
    /^YouTube: streams main: YouTube has no stream called "Main".*; 1 more: `npx showrunner doctor` \(2 units\)$/,
  );
  expect(await describe(repositoryOf('UCxxxxxxxxxxxxxxxxxxxxxx'))).toMatch(
    /^YouTube: channel: the token belongs to channel .*: `npx showrunner doctor` \(1 unit\)$/,
  );
});

test('a branch that cannot be read, and no network, stop nothing', async () => {
  const unreadable = {
    readHead: () => Promise.reject(new Error('gone')),
  } as unknown as Repository;
  expect(await describe(unreadable)).toContain('"Local Academy"');
  await world.close();
  expect(await describe()).toMatch(/^YouTube: credentials: .*try again later.* \(0 units\)$/);
});

test('a worker that starts again within ten minutes spends nothing, and repeats the line', async () => {
  const path = join(folder, 'checked');
  const line = await describe(repositoryOf(OURS), path);
  expect(await describe(repositoryOf(OURS), path)).toBe(`${line}, 0 min ago`);
  expect(await world.calls()).toHaveLength(2);
  const before = (Date.now() - 11 * 60_000) / 1000;
  await utimes(path, before, before);
  expect(await describe(repositoryOf(OURS), path)).toBe(line);
  expect(await world.calls()).toHaveLength(4);
});

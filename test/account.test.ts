import { Connection } from '@temporalio/client';
import { afterEach, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import type { DriftStatus } from '../contract/drift.ts';
import { SYNC_ID, TASK_QUEUE } from '../contract/ids.ts';
import { accept } from '../contract/sync.ts';
import { status } from '../scripts/commands/status.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finishedFiles, NEXT_YEAR, upcoming } from './support/academy-files.ts';
import { startHttpReceiver } from './support/receivers.ts';
import { replayAndClose } from './support/replay-histories.ts';
import { HOLD_MS } from './support/youtube.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

const KIM = { id: 'UCpersonalChannelOfKim00', title: 'Kim, private' };
const OURS = 'UCshowrunnerlocal0000000';
const MESSAGE = `the token belongs to channel ${KIM.id} "${KIM.title}", academy.yaml names ${OURS}: nothing is written.`;

const untilStopped = () => until(academy.quota, ({ stop }) => stop !== undefined);
/** `ACCOUNT_EPISODES=300 npx vitest run --project parts test/account.test.ts`: takes minutes. */
const EPISODES = Number(process.env['ACCOUNT_EPISODES'] ?? 13);
/** A commit asks this many episodes at once. */
const IN_FLIGHT = 200;
const PATIENCE_MS = 90_000 + EPISODES * 1000;
const methods = async () => (await academy.youtube.calls()).map(({ method }) => method);
const inserts = async () =>
  (await academy.youtube.writes()).filter(({ method }) => method === 'liveBroadcasts.insert');
/** What `npx showrunner status` prints. */
async function readStatus(): Promise<string> {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  const settings = readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder });
  const { text } = await status({ settings, env: { TEMPORAL_ADDRESS: address ?? '' } });
  return text ?? '';
}
const findWaiting = async () =>
  (await academy.quota()).waiters.map(({ workflowId }) => workflowId.split('/')[0]).toSorted();

it.each([
  ['another channel', KIM, MESSAGE],
  ['no channel', null, `the account of the token has no YouTube channel, academy.yaml names ${OURS}`],
])('a token of %s: nothing but the check is sent, until it is right', async (_name, channel, message) => {
  academy = await openAcademy({ files: { ...academyFiles(), ...finishedFiles(3, () => 'ada') } });
  await academy.youtube.consent(channel);
  await academy.startWorker();
  await academy.content.commit('next', { 'episodes/talks/next.yaml': upcoming('Next', 'bob') });
  await untilStopped();
  await until(findWaiting, (waiting) => waiting.join() === 'episode,rewrite');
  await academy.refreshQuota();
  await until(methods, (all) => all.length > 1);
  expect(new Set(await methods())).toEqual(new Set(['channels.list']));
  const printed = await readStatus();
  expect(printed.split('\n').slice(0, 2).join()).toContain(message);
  expect((await academy.episode('talks/next')).next).toContain('`quota`');
  const { spent } = await academy.quota();
  expect((spent['live'] ?? 0) + (spent['rewrite'] ?? 0)).toBe((await methods()).length);

  await academy.youtube.consent();
  await academy.refreshQuota();
  await academy.waitUntilSynced();
  await until(
    () => academy.episode('talks/next'),
    ({ phase }) => phase === 'upcoming',
  );
  expect((await academy.quota()).stop).toBeUndefined();
  expect(await inserts()).toHaveLength(1);
  expect((await readStatus()).split('\n')[0]).toMatch(/^All well/);
});

const DAY_MS = 24 * 60 * 60 * 1000;
const startOn = (day: number) => new Date(Date.parse(NEXT_YEAR) + day * DAY_MS).toISOString();

it(`a token that is no longer accepted stops all ${EPISODES} once, and after a new consent all go on`, {
  timeout: 2 * PATIENCE_MS + 210_000,
}, async () => {
  const receiver = await startHttpReceiver();
  Object.assign(process.env, {
    SHOWRUNNER_NOTIFY_UP: receiver.url,
    SHOWRUNNER_NOTIFY_SECRET: 'the secret of this test',
  });
  const extra =
    'notify: [{ webhook: { urlFrom: SHOWRUNNER_NOTIFY_UP, secretFrom: SHOWRUNNER_NOTIFY_SECRET } }]\n';
  academy = await openAcademy({
    files: {
      ...academyFiles({ extra, perDay: 1_000_000 }),
      'episodes/talks/first.yaml': upcoming('First', 'ada'),
    },
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await until(inserts, (all) => all.length === 1);
  const [first] = (await academy.youtube.channel()).videos;

  await academy.youtube.fault({ method: 'token', kind: 'invalidGrant', times: 100_000 });
  await academy.youtube.fault({ method: '*', kind: 'authError', times: 100_000 });
  const numbers = Array.from({ length: EPISODES - 1 }, (_, index) => index + 10);
  await academy.content.commit('many new ones, and another start', {
    ...Object.fromEntries(
      numbers.map((number) => [
        `episodes/talks/n${number}.yaml`,
        upcoming(`Number ${number}`, 'bob', startOn(number)),
      ]),
    ),
    'episodes/talks/first.yaml': upcoming('First', 'ada', startOn(2)),
  });
  const { stop } = await untilStopped();
  expect(stop).toMatchObject({ reason: 'invalid_grant' });
  await until(findWaiting, (waiting) => waiting.length === Math.min(EPISODES, IN_FLIGHT), PATIENCE_MS);
  const printed = await readStatus();
  const [verdict, why] = printed.split('\n');
  expect(verdict).toBe('1 needs you:');
  expect(why).toContain('The refresh token is no longer accepted.');
  const said = () => receiver.accepted.map(({ body }) => JSON.parse(body) as { type: string; total: number });
  const needs = () => said().filter(({ type }) => type === 'needs-a-person' || type === 'cured');
  await until(
    async () => needs(),
    (all) => all.length > 0,
  );

  await academy.youtube.clearFaults();
  await academy.refreshQuota();
  await until(inserts, (all) => all.length === EPISODES, PATIENCE_MS);
  await academy.waitUntilSynced();
  await until(
    () => academy.youtube.video(first?.id ?? ''),
    ({ broadcast }) => broadcast?.scheduledStartTime.startsWith(startOn(2).slice(0, 16)) === true,
  );
  expect((await academy.quota()).stop).toBeUndefined();
  await until(
    async () => needs(),
    (all) => all.length > 1,
  );
  expect(needs()).toEqual([
    expect.objectContaining({ type: 'needs-a-person', total: 1 }),
    expect.objectContaining({ type: 'cured', total: 1 }),
  ]);
  expect((await readStatus()).split('\n')[0]).toMatch(/^All well/);
  await receiver.close();
});

it('a token that is of another channel from now on: the insert that it interrupts is never sent there', async () => {
  academy = await openAcademy({ youtubeTimeoutMs: HOLD_MS });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await academy.youtube.hold('liveBroadcasts.list');
  await academy.content.commit('next', { 'episodes/talks/next.yaml': upcoming('Next', 'bob') });
  await until(methods, (all) => all.includes('liveBroadcasts.list'));
  await academy.youtube.consent(KIM);
  await academy.youtube.clearFaults();
  await untilStopped();
  expect((await inserts()).filter(({ applied }) => applied)).toEqual([]);
  // A check of the channel does not wait for a person: the next one compares.
  const check = { workflowId: 'drift-test', taskQueue: TASK_QUEUE };
  const { problem } = await academy.client().workflow.execute<() => Promise<DriftStatus>>('drift', check);
  expect(problem).toContain('until what the workflow `quota` shows is fixed');
  const before = (await methods()).length;

  await academy.youtube.consent();
  await academy.refreshQuota();
  await until(
    () => academy.episode('talks/next'),
    ({ phase }) => phase === 'upcoming',
  );
  expect((await inserts()).filter(({ applied }) => applied)).toHaveLength(1);
  expect((await methods())[before]).toBe('channels.list');
  expect((await academy.youtube.quota()).spent).toBeGreaterThan(0);
});

it('a commit that names another channel waits until a person accepts it; its grants are for that channel only', async () => {
  const files = academyFiles();
  const academyFile = String(files['academy.yaml']);
  academy = await openAcademy({ files });
  await academy.startWorker();
  const settled = (await academy.waitUntilSynced()).head;
  const commit = await academy.content.commit('move', {
    'academy.yaml': academyFile.replace(OURS, KIM.id),
    'episodes/talks/next.yaml': upcoming('Next', 'bob'),
  });
  const waits = await until(academy.sync, ({ blockedCommit }) => blockedCommit?.commit === commit);
  expect(waits).toMatchObject({
    head: settled,
    blockedCommit: { identity: [expect.stringContaining(KIM.id)] },
  });
  await academy.refreshQuota();
  const sync = academy.client().workflow.getHandle(SYNC_ID);
  await sync.executeUpdate(accept, { args: [{ commit, by: 'ann' }] });
  const { stop } = await untilStopped();
  expect(stop?.message).toContain(
    `the token belongs to channel ${OURS} "Test Academy", academy.yaml names ${KIM.id}`,
  );
  expect(await inserts()).toEqual([]);

  await academy.youtube.settings({ channelId: KIM.id });
  await academy.refreshQuota();
  await academy.waitUntilSynced();
  await until(inserts, (all) => all.length === 1);

  const changed = await academy.content.commit('forget the marker', {
    'academy.yaml': academyFile.replace(OURS, KIM.id).replace('academy.example', 'new.example'),
  });
  await until(academy.sync, ({ blockedCommit }) => blockedCommit?.commit === changed);
});

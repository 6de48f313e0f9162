import { afterAll, beforeAll, expect, it } from 'vitest';
import { SYNC_ID } from '../contract/ids.ts';
import { pause, resume, retry } from '../contract/operator.ts';
import { approve } from '../contract/rewrite.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finished, finishedFiles, upcoming, videoIdOf } from './support/academy-files.ts';
import { checkDrift } from './support/check-drift.ts';
import { type ReceivedCall, startHttpReceiver } from './support/receivers.ts';
import { replayAndClose } from './support/replay-histories.ts';

/**
 * A day of an academy, played by its workflows: what needs a person, what is cured and what happens is reported in order, each once, over a
 * `kill -9` of the worker while a message is on its way.
 */

const EXTRA = `notify:
  - webhook: { urlFrom: SHOWRUNNER_NOTIFY_HOOK, secretFrom: SHOWRUNNER_NOTIFY_SECRET }
    events: [needs-a-person, cured, live, ended, commit, quota]
`;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** One more than a rewrite changes without an approval. */
const FINISHED = 8;

let academy: TestAcademy;
let worker: Awaited<ReturnType<TestAcademy['spawnTestWorker']>>;
let hook: Awaited<ReturnType<typeof startHttpReceiver>>;
/** While it is set, the receiver has what it got, and does not answer. */
let held: Promise<void> | undefined;

const inHours = (hours: number): string =>
  new Date(Math.ceil((Date.now() + hours * HOUR) / MINUTE) * MINUTE).toISOString();
const START = { first: inHours(2), late: inHours(4) };

beforeAll(async () => {
  hook = await startHttpReceiver(async () => {
    await held;
    return undefined;
  });
  Object.assign(process.env, {
    SHOWRUNNER_NOTIFY_HOOK: hook.url,
    SHOWRUNNER_NOTIFY_SECRET: 'the secret of this test',
  });
  const files = academyFiles({ extra: EXTRA });
  academy = await openAcademy({
    files: {
      ...files,
      'academy.yaml': String(files['academy.yaml']).replace('episodes: 10000', `episodes: ${FINISHED - 1}`),
      ...finishedFiles(FINISHED, () => 'ada'),
      'episodes/talks/first.yaml': upcoming('First', 'bob', START.first),
      'episodes/talks/late.yaml': upcoming('Late', 'bob', START.late),
    },
  });
  worker = await academy.spawnTestWorker();
  await academy.waitUntilSynced();
  await scheduleDrift(academy.client(), 'showrunner');
}, 120_000);
afterAll(async () => {
  for (const name of ['HOOK', 'SECRET']) delete process.env[`SHOWRUNNER_NOTIFY_${name}`];
  await worker.kill();
  await hook.close();
  await replayAndClose(academy);
});

type Body = {
  readonly type: string;
  readonly notices: readonly { readonly key: string; readonly subject: string }[];
};

/** What a receiver that knows ids has read: `cured edited talks/t0000`. Commits by their number. */
function read(): string[] {
  const byId = new Map<unknown, ReceivedCall>();
  for (const call of hook.calls) byId.set(call.headers['webhook-id'], call);
  return [...byId.values()].flatMap(({ body }) => {
    const { type, notices } = JSON.parse(body) as Body;
    if (type === 'commit') return ['commit'];
    return notices.map(({ key, subject }) =>
      /^(live|ended|quota) /.test(key) ? `${type} ${subject}` : `${type} ${key.replace('episode/', '')}`,
    );
  });
}

/** Of each phase, in any order among themselves. */
const phases: string[][] = [];
const untilTold = async (...expected: readonly string[]): Promise<void> => {
  const before = phases.flat().length;
  const all = await until(
    async () => read(),
    (now) => now.length - before >= expected.length,
  );
  phases.push(all.slice(before).toSorted());
  expect(phases.at(-1)).toEqual(expected.toSorted());
};

const handleOf = (workflowId: string) => academy.client().workflow.getHandle(workflowId);
const ANN = { args: [{ by: 'ann' }] as [{ by: string }] };
const lookAt = (id: string) => handleOf(`episode/${id}`).executeUpdate(retry, ANN);
const videoOf = async (id: string): Promise<string> => (await academy.episode(id)).videoId ?? '';
const studio = async (id: string, event: 'live' | 'end') => {
  await academy.youtube.studio(`${await videoOf(id)}/${event}`, {});
  await lookAt(id);
};

async function advance(hours: number): Promise<void> {
  await academy.advance(hours * HOUR);
  await worker.setClockOffset(academy.clock.offset());
}

it('twenty events and more', async () => {
  await untilTold('commit');

  await academy.youtube.studio(videoIdOf(0), { title: 'By hand' });
  await fetch(`${academy.youtube.url}/_/studio/${videoIdOf(1)}/delete`, { method: 'POST' });
  await checkDrift(academy);
  await untilTold('needs-a-person edited talks/t0000', 'needs-a-person vanished talks/t0001');

  await academy.content.commit('break', { 'guests/bob.yaml': 'nme: Bob\n' });
  await untilTold('needs-a-person broken sync  guests/bob.yaml', 'commit');
  await handleOf(SYNC_ID).executeUpdate(pause, ANN);
  await untilTold('needs-a-person paused sync');

  // The receiver has the message, and the worker is killed before it knows that.
  let release = (): void => undefined;
  held = new Promise((resolve) => {
    release = resolve;
  });
  await handleOf(SYNC_ID).executeUpdate(resume, ANN);
  await untilTold('cured paused sync');
  await worker.kill();
  await academy.content.commit('mend', {
    'guests/bob.yaml': 'name: Bob Builder\n',
    'episodes/talks/t0001.yaml': finished(1, 'ada').replace(/youtube: .*\n/, 'kind: none\n'),
  });
  held = undefined;
  release();
  worker = await academy.spawnTestWorker();
  await untilTold('cured broken sync  guests/bob.yaml', 'cured vanished talks/t0001', 'commit');

  await academy.content.commit('everybody', { 'shows/talks.yaml': changedShow() });
  const { rewrite = '' } = await until(
    () => academy.sync(),
    (sync) => sync.rewrite !== undefined,
  );
  await untilTold(`needs-a-person approval ${rewrite}`);
  const { pending } = await academy.rewrite(rewrite);
  await handleOf(rewrite).executeUpdate(approve, {
    args: [{ by: 'ann', checksum: pending?.checksum ?? '' }],
  });
  await untilTold(`cured approval ${rewrite}`, 'commit');

  await advance(2.1);
  await studio('talks/first', 'live');
  await untilTold('live talks/first');
  await studio('talks/first', 'end');
  await untilTold('ended talks/first');
  await advance(2.1);
  await lookAt('talks/late');
  await untilTold('needs-a-person overdue talks/late');
  await studio('talks/late', 'live');
  await untilTold('cured overdue talks/late', 'live talks/late');

  await academy.youtube.fault({ method: 'token', kind: 'invalidGrant', times: 1000 });
  await academy.youtube.fault({ method: '*', kind: 'authError', times: 1000 });
  await lookAt('talks/late');
  await untilTold('needs-a-person credentials quota');
  await academy.youtube.clearFaults();
  await academy.refreshQuota();
  await untilTold('cured credentials quota');
  await studio('talks/late', 'end');
  await untilTold('ended talks/late');

  await academy.youtube.fault({ method: 'videos.update', kind: 'quotaGone', times: 1000 });
  await academy.content.commit('Ada', { 'guests/ada.yaml': 'name: Ada King\n' });
  await untilTold('quota quota');
}, 300_000);

it('each is reported once', () => {
  const told = phases.flat();
  const subjects = told.filter((line) => line !== 'commit');
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(told.length).toBeGreaterThan(20);
  expect(read()).toHaveLength(told.length);
});

const changedShow = (): string =>
  String(academyFiles()['shows/talks.yaml']).replace('tags: [talks, live]', 'tags: [talks, live, academy]');

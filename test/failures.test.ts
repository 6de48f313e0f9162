import { afterEach, describe, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { upcoming } from './support/academy-files.ts';

const ID = 'talks/first';
const FILE = { 'episodes/talks/first.yaml': upcoming('First', 'ada') };

let academy: TestAcademy;
/** YouTube's count before the episode was announced. */
let unitsBefore = 0;
afterEach(() => academy.close());

type Status = Awaited<ReturnType<TestAcademy['episode']>>;

const status = (isRight: (status: Status) => boolean): Promise<Status> =>
  until(() => academy.episode(ID), isRight, 90_000);

const handle = () => academy.client().workflow.getHandle(`episode/${ID}`);

/** Waits until the episode's details in the Temporal UI contain this: they follow the status at the end of a cycle. */
async function shown(words: string): Promise<void> {
  await until(
    () => handle().query<{ currentDetails: string }>('__temporal_workflow_metadata'),
    ({ currentDetails }) => currentDetails.includes(words),
  );
}

/** Announces an episode while YouTube refuses every call of one method. */
async function announce(method: string, refusal: { status: number; reason?: string; body?: string }) {
  academy = await openAcademy();
  await academy.startWorker();
  await academy.waitUntilSynced();
  unitsBefore = (await academy.youtube.quota()).spent;
  await academy.youtube.fault({ method, kind: 'refuse', times: 99, refusal });
  await academy.content.commit('announce', FILE);
}

describe('a failure as an operator sees it', () => {
  it('a stall shows its fix in the details and the status, sends nothing more, and goes on after retry', async () => {
    await announce('liveBroadcasts.insert', { status: 403, reason: 'liveStreamingNotEnabled' });
    const stalled = await status(({ attention }) => attention !== undefined);
    const cure = "The channel's owner must enable live streaming at https://www.youtube.com/features";
    expect(stalled.attention).toContain(cure);
    expect(stalled.next).toContain('then send the update `retry`');
    // An address is code there, so that it is never a link.
    const details = stalled.attention?.replace(/https:[\w/.]+/, '`$&`');
    await shown(`**Needs attention:** ${details}`);
    expect(await academy.youtube.writes()).toHaveLength(1);
    await academy.youtube.clearFaults();
    await handle().executeUpdate('retry', { args: [{ by: 'a test' }] });
    const done = await status(({ commit }) => commit !== undefined);
    expect(done.attention).toBeUndefined();
    expect((await academy.youtube.channel()).videos).toHaveLength(1);
  });

  it('a wait names the time of its next attempt, and needs no person', async () => {
    const before = Date.now();
    await announce('liveBroadcasts.insert', { status: 403, reason: 'userRequestsExceedRateLimit' });
    const waiting = await status(({ lastEvent: last }) => last.includes('userRequestsExceedRateLimit'));
    const at = /retries at (\S+)/.exec(waiting.next)?.[1] ?? '';
    expect(Date.parse(at)).toBeGreaterThan(before);
    expect(Date.parse(at)).toBeLessThanOrEqual(Date.now() + 30_000);
    expect(waiting.attention).toBeUndefined();
    await shown(`* next: retries at ${at.slice(0, 10)} ${at.slice(11, 16)} UTC to apply commit `);
  });

  it("an unknown error shows YouTube's reason, is retried after growing pauses, and needs a person from the third time on", async () => {
    await announce('liveBroadcasts.insert', { status: 403, reason: 'moonPhaseWrong' });
    const first = await status(({ lastEvent: last }) => last.includes('403 moonPhaseWrong'));
    expect(first.attention).toBeUndefined();
    expect(first.next).toContain('retries at');
    const shown = await status(({ attention }) => attention !== undefined);
    expect(shown.attention).toMatch(/^failed 3 times: liveBroadcasts\.insert: .*moonPhaseWrong/);
    expect(await academy.youtube.writes()).toHaveLength(3);
    await academy.youtube.clearFaults();
    await handle().executeUpdate('retry', { args: [{ by: 'a test' }] });
    expect((await status(({ commit }) => commit !== undefined)).attention).toBeUndefined();
  });

  it('the ledger counts every refused call, as YouTube does', async () => {
    await announce('liveBroadcasts.insert', { status: 403, body: '<html>No.</html>' });
    await status(({ lastEvent: last }) => last.includes('403'));
    await academy.youtube.clearFaults();
    await handle().executeUpdate('retry', { args: [{ by: 'a test' }] });
    await status(({ commit }) => commit !== undefined);
    const { byMethod } = await academy.youtube.quota();
    expect(byMethod['liveBroadcasts.insert']).toEqual({ calls: 2, units: 100 });
    const { spent } = await academy.youtube.quota();
    await until(
      async () => (await academy.quota()).spent['live'],
      (units) => units === spent - unitsBefore,
    );
  });
});

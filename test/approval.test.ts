import { ScheduleOverlapPolicy } from '@temporalio/client';
import { afterEach, describe, expect, it } from 'vitest';
import { pause, resume } from '../contract/operator.ts';
import { approve, type RewriteStatus, reject } from '../contract/rewrite.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finished, finishedFiles } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';
import type { RepositoryFiles } from './support/repository.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

/** More than five episodes need approval. No thumbnails. */
const asking: RepositoryFiles = {
  'academy.yaml': String(academyFiles()['academy.yaml']).replace(
    /approval: .*/,
    'approval: { episodes: 5, percent: 100, units: 1000000 }\nfields: { thumbnail: keep }',
  ),
};
const named = (name: string): string => `name: ${name}\nof: Analytical Engines\n`;
const ADA = 'guests/ada.yaml';
const BOB = 'guests/bob.yaml';

/** `bob` is in the first six of twelve, `ada` in all. */
async function open(options: Parameters<typeof openAcademy>[0] = {}): Promise<void> {
  const files = finishedFiles(12, (number) => (number < 6 ? 'ada, bob' : 'ada'));
  academy = await openAcademy({ ...options, files: { ...files, ...asking, ...options.files } });
  await academy.startWorker();
  await academy.waitUntilSynced();
}

type Open = RewriteStatus & { readonly id: string };

/** Waits until the open rewrite is as expected. */
const rewriteOnce = (isRight: (status: RewriteStatus) => boolean): Promise<Open> =>
  until(async () => {
    const { rewrite: id = '' } = await academy.sync();
    return { ...(await academy.rewrite(id)), id };
  }, isRight);
/** Waits until the rewrite of a commit needs approval. */
const asked = (commit: string): Promise<Open> =>
  rewriteOnce((status) => status.commit === commit && status.pending !== undefined);
const handle = (id: string) => academy.client().workflow.getHandle(id);
const writtenSince = async (last: number): Promise<number> => (await academy.youtube.writes(last)).length;
const saying = async (text: string): Promise<number> =>
  (await academy.youtube.channel()).videos.filter(({ description }) => description.includes(text)).length;

/** The message of a refused update. */
const refusal = (sent: Promise<unknown>): Promise<string> =>
  sent.then(
    () => 'accepted',
    (error: { cause?: Error }) => error.cause?.message ?? String(error),
  );

/** Runs one drift check to its end. */
async function check(): Promise<void> {
  await scheduleDrift(academy.client(), 'showrunner');
  const schedule = academy.client().schedule.getHandle('drift');
  await schedule.trigger(ScheduleOverlapPolicy.SKIP);
  const { info } = await until(
    () => schedule.describe(),
    (now) => now.info.numActionsTaken > 0,
  );
  await handle(info.recentActions.at(-1)?.action.workflow.workflowId ?? '').result();
}

describe('a large rewrite', () => {
  it("waits for the checksum of its plan; a newer commit needs its own approval, an episode's own file none", async () => {
    // The channel was unknown: all twelve were compared, none differed, and no approval was needed.
    await open();
    expect(await academy.youtube.writes()).toEqual([]);
    const first = await academy.content.commit('correct', { [ADA]: named('Ada Byrne') });
    const waiting = await asked(first);
    expect(waiting.pending).toMatchObject({
      episodes: 12,
      days: 1,
      exceeded: [{ name: 'episodes', found: 12, limit: 5 }],
    });
    expect(waiting.pending?.sampleDiffs).toMatchObject([
      { field: 'description', episodes: 12, added: ['• Ada Byrne, Analytical Engines'] },
    ]);
    const { typedSearchAttributes: attributes } = await until(
      () => handle(waiting.id).describe(),
      (run) => run.typedSearchAttributes.get(ATTRIBUTES.phase) === 'waiting',
    );
    expect(attributes.get(ATTRIBUTES.needsAttention)).toBe(true);

    const last = await academy.youtube.lastWrite();
    const second = await academy.content.commit('an own file', {
      'episodes/talks/t0000.yaml': `${finished(0, 'ada, bob')}tags: [corrected]\n`,
    });
    const now = await asked(second);
    expect(now.pending).toMatchObject({ episodes: 11, since: { commit: first, added: 0, removed: 1 } });
    expect(await saying('Ada Byrne')).toBe(1);
    const superseded = await handle(waiting.id).describe();
    expect(superseded.status.name).toBe('COMPLETED');
    expect(superseded.typedSearchAttributes.get(ATTRIBUTES.phase)).toBe('superseded');

    const old = waiting.pending?.checksum ?? '';
    const told = await refusal(
      handle(now.id).executeUpdate(approve, { args: [{ checksum: old, by: 'ann' }] }),
    );
    expect(told).toContain(`${old} was the plan of ${first.slice(0, 10)}`);
    expect(told).toContain(`"checksum":"${now.pending?.checksum}"`);
    const own = await writtenSince(last);
    await handle(now.id).executeUpdate(approve, {
      args: [{ checksum: now.pending?.checksum ?? '', by: 'ann' }],
    });
    await academy.waitUntilSynced();
    expect(await saying('Ada Byrne')).toBe(12);
    expect(await writtenSince(last)).toBe(own + 11);
    expect((await academy.sync()).decisions).toEqual({ approved: 11, rejected: 0 });
    const { typedSearchAttributes: ended } = await handle(now.id).describe();
    expect([ended.get(ATTRIBUTES.phase), ended.get(ATTRIBUTES.needsAttention)]).toEqual(['done', false]);
  });

  it('that was approved continues after a newer commit, which needs approval only for what it adds', async () => {
    await open();
    await academy.youtube.fault({ method: 'videos.update', kind: 'delay', delayMs: 700, times: 10_000 });
    const first = await asked(await academy.content.commit('correct', { [ADA]: named('Ada Byrne') }));
    await handle(first.id).executeUpdate(approve, { args: [{ checksum: first.pending?.checksum ?? '' }] });
    const second = await asked(await academy.content.commit('and bob', { [BOB]: named('Bob Tailor') }));
    expect(second.pending).toMatchObject({ episodes: 6 });
    await until(
      () => saying('Ada Byrne'),
      (count) => count >= 6,
    );
    expect(await saying('Bob Tailor')).toBe(0);
    await until(
      () => academy.rewrite(second.id),
      ({ done }) => done === 6,
    );
    await handle(second.id).executeUpdate(approve, { args: [{ checksum: second.pending?.checksum ?? '' }] });
    await academy.waitUntilSynced();
    expect([await saying('Ada Byrne'), await saying('Bob Tailor')]).toEqual([12, 6]);
  });
});

describe('a rejected rewrite', () => {
  it('stays rejected after further commits and a drift check; its revert ends it; nothing is written', async () => {
    await open();
    const last = await academy.youtube.lastWrite();
    const bad = await academy.content.commit('a slip', { [BOB]: named('Bob the Slip') });
    const first = await asked(bad);
    await handle(first.id).executeUpdate(reject, { args: [{ by: 'ann' }] });
    expect(await refusal(handle(first.id).executeUpdate(reject, { args: [{}] }))).toContain(
      'already rejected',
    );
    await academy.content.commit('nothing of it', { 'README.md': 'hello' });
    await check();
    const small = {
      'guests/carl.yaml': named('Carl'),
      'episodes/talks/t0011.yaml': finished(11, 'ada, carl'),
    };
    const own = await academy.content.commit('one more', small);
    const still = await rewriteOnce(({ commit }) => commit === own);
    expect(still).toMatchObject({ rejected: { episodes: 6 } });
    expect(still).not.toHaveProperty('pending');
    expect([await saying('Bob the Slip'), await writtenSince(last)]).toEqual([0, 1]);
    await academy.content.git('revert', '--no-edit', bad);
    await academy.waitUntilSynced();
    expect([await saying('Bob the Slip'), await writtenSince(last)]).toEqual([0, 1]);
    expect(await academy.sync()).toMatchObject({ decisions: { approved: 0, rejected: 6 } });

    await academy.content.git('revert', '--no-edit', 'HEAD');
    const again = await rewriteOnce(({ rejected }) => rejected !== undefined);
    await handle(again.id).executeUpdate(approve, { args: [{ checksum: again.rejected?.checksum ?? '' }] });
    await academy.waitUntilSynced();
    expect([await saying('Bob the Slip'), await writtenSince(last)]).toEqual([6, 7]);
  });
});

describe('a reverted change', () => {
  it('ends its waiting rewrite; half-way, touches only what was written, without approval', async () => {
    await open();
    const last = await academy.youtube.lastWrite();
    const waiting = await asked(await academy.content.commit('one', { [ADA]: named('Ada Brown') }));
    await academy.content.git('revert', '--no-edit', 'HEAD');
    await academy.waitUntilSynced();
    expect((await handle(waiting.id).describe()).status.name).toBe('COMPLETED');
    expect(await writtenSince(last)).toBe(0);

    await academy.youtube.fault({ method: 'videos.update', kind: 'delay', delayMs: 1500, times: 10_000 });
    const begun = await asked(await academy.content.commit('two', { [ADA]: named('Ada Byrne') }));
    await handle(begun.id).executeUpdate(approve, { args: [{ checksum: begun.pending?.checksum ?? '' }] });
    await until(
      () => writtenSince(last),
      (count) => count > 1,
    );
    await handle(begun.id).executeUpdate(pause, { args: [{ by: 'ann' }] });
    await academy.content.git('revert', '--no-edit', 'HEAD');
    const back = await rewriteOnce(({ commit }) => commit !== begun.commit);
    expect(back).toMatchObject({ paused: true });
    expect(back).not.toHaveProperty('pending');
    expect(await academy.sync()).toMatchObject({ rewritePausedBy: 'ann' });
    const half = await writtenSince(last);
    await handle(back.id).executeUpdate(resume, { args: [{}] });
    await academy.waitUntilSynced();
    expect(await saying('Ada Byron')).toBe(12);
    expect(await writtenSince(last)).toBe(2 * half);
    expect(await academy.sync()).not.toHaveProperty('rewritePausedBy');
  });
});

describe('a channel after all state is lost', () => {
  it('is compared first, as it is where only the policy changes: real differences count for the approval', async () => {
    await open();
    await academy.stopWorker();
    const head = await academy.content.commit('both', { [BOB]: named('Bob Tailor') });
    await academy.loseAllState();
    const last = await academy.youtube.lastWrite();
    await academy.startWorker();
    const waiting = await asked(head);
    expect(waiting).toMatchObject({ total: 12, done: 6, counts: { unchanged: 6 }, pending: { episodes: 6 } });
    expect(await writtenSince(last)).toBe(0);
    await handle(waiting.id).executeUpdate(approve, {
      args: [{ checksum: waiting.pending?.checksum ?? '' }],
    });
    await academy.waitUntilSynced();
    expect([await saying('Bob Tailor'), await writtenSince(last)]).toEqual([6, 6]);

    // Nothing is written under `observe`: no question. Then nothing but the policy changes, and six of the twelve differ.
    const full = String(asking['academy.yaml']).replace(
      'thumbnail: keep',
      'thumbnail: keep, playlists: keep',
    );
    await academy.content.commit('look on', {
      'academy.yaml': full.replace('manage: full', 'manage: observe'),
    });
    await academy.waitUntilSynced();
    await academy.content.commit('correct', { [BOB]: named('Bob Baker') });
    await academy.waitUntilSynced();
    const again = await asked(await academy.content.commit('write again', { 'academy.yaml': full }));
    expect(again).toMatchObject({ total: 12, counts: { unchanged: 6 }, pending: { episodes: 6 } });
    expect(await writtenSince(last)).toBe(6);
    await handle(again.id).executeUpdate(approve, { args: [{ checksum: again.pending?.checksum ?? '' }] });
    await academy.waitUntilSynced();
    expect([await saying('Bob Baker'), await writtenSince(last)]).toEqual([6, 12]);
  });
});

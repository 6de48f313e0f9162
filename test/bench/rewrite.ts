import { setTimeout as sleep } from 'node:timers/promises';
import { VIDEO_READ_AND_WRITE } from '../../domain/shared/costs.ts';
import { writeGuest } from '../support/content.ts';
import { announce } from './announce.ts';
import { CEILING_QUEUE } from './ceiling/activities.ts';
import type { CeilingInput } from './ceiling/workflows.ts';
import { type Correction, correctGuest, describeRuns } from './correction.ts';
import { readCpuOfChildren } from './cpu.ts';
import { type Ending, withEndings } from './endings.ts';
import type { Life } from './life.ts';
import { readQuota } from './local-youtube.ts';
import { watchMemory } from './memory.ts';
import { startProgram } from './process.ts';
import { describeRewrites, type Effort, type RewriteRun, type TwoWorkers } from './rewrite-rows.ts';
import type { BenchOptions, Measure } from './row.ts';
import { openStage, type Stage } from './stage.ts';
import { megabytes, seconds } from './statistics.ts';

/** Below it a rate says more of the start than of the work; above it that of bare workflows no longer changes. */
const BARE = { least: 100, most: 1000 };
/** What workflows/rewrite.ts and workflows/rewrite/slice.ts have in flight. */
const SHAPE = { lanes: 3, batches: 1, size: 25 };

/** How fast one worker rewrites the videos of one guest, what that takes, what the server can give at all, and what two workers make of it. */
export const measureRewrite: Measure = async (options) => {
  const sizes = [1, 10, 100, ...(options.quick ? [] : [1000]), ...(options.full ? [10_000] : [])];
  const shared = options.quick ? 100 : 1000;
  const runs: RewriteRun[] = [];
  for (const count of sizes) runs.push(await measureSize(count, options, count === shared));
  return describeRewrites(runs);
};

const measureSize = (count: number, { tell }: BenchOptions, twice: boolean): Promise<RewriteRun> =>
  withEndings(async (later) => {
    const content = { episodes: count, guests: 20, finished: count, regulars: [count] };
    const stage = await openStage({ later, content });
    tell(`${count} episodes stand`);
    const watch = await watchMemory(stage.life().worker.pid);
    const rewrite = await correctGuest(stage, count, 'Director');
    const memory = await watch.stop();
    tell(`rewrote ${count} in ${seconds(rewrite.ms)}, worker at most ${megabytes(memory.peak)}`);
    const bare =
      count < BARE.least ? undefined : await measureCeiling(stage, Math.min(count, BARE.most), later);
    if (bare !== undefined) tell(`${bare.count} bare workflows took ${seconds(bare.ms)}`);
    const live = twice ? await measureLive(stage, count) : undefined;
    const two = twice ? await measureTwo(stage, count) : undefined;
    return { rewrite, memory, ceiling: bare, live, two };
  });

/** A new episode in the middle of a rewrite: live work goes first. */
async function measureLive(stage: Stage, count: number): Promise<number> {
  const { spent } = await readQuota(stage.youtubeUrl);
  await stage.repository.commit({ [`guests/regular-${count}.yaml`]: writeGuest(`Regular ${count}`, 'Lead') });
  const isAtWork = async (): Promise<boolean> =>
    (await readQuota(stage.youtubeUrl)).spent - spent > (count / 4) * VIDEO_READ_AND_WRITE;
  while (!(await isAtWork())) await sleep(50);
  const { commit, ms } = await announce(stage, { name: 'meanwhile', month: 1, guests: '' });
  await stage.settled(commit);
  return ms;
}

/** The same again with a second worker beside the first. */
async function measureTwo(stage: Stage, count: number): Promise<TwoWorkers> {
  const { worker, addWorker } = stage.life();
  const second = await addWorker();
  const before = await worker.countDone('updateVideo');
  const { ms }: Correction = await correctGuest(stage, count, 'Chief');
  const writes = [(await worker.countDone('updateVideo')) - before, await second.countDone('updateVideo')];
  return { count, ms, writes };
}

async function measureCeiling(stage: Stage, count: number, later: (end: Ending) => void): Promise<Effort> {
  const { address, client }: Life = stage.life();
  const worker = await startProgram('test/bench/ceiling/worker.ts', { TEMPORAL_ADDRESS: address }, /ready/);
  later(() => worker.stop());
  const before = await readCpuOfChildren();
  const args: [CeilingInput] = [{ count, ...SHAPE }];
  const workflowId = 'ceiling';
  await client.workflow.execute('ceiling', { workflowId, taskQueue: CEILING_QUEUE, args });
  const { ms } = await describeRuns(client, workflowId);
  return { count, ms, cpu: (await readCpuOfChildren()) - before };
}

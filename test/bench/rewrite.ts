import { withCleanup } from './cleanup.ts';
import { correctGuest } from './correction.ts';
import { openBenchEnvironment } from './environment.ts';
import { watchMemory } from './memory.ts';
import { describeRewrites, type RewriteRun } from './rewrite-rows.ts';
import type { BenchOptions, Measure } from './row.ts';
import { megabytes, seconds } from './statistics.ts';

/** How fast one worker rewrites the videos of one guest, and what that takes. */
export const measureRewrite: Measure = async (options) => {
  const sizes = [1, 10, 100, ...(options.quick ? [] : [1000]), ...(options.full ? [10_000] : [])];
  const runs: RewriteRun[] = [];
  for (const count of sizes) runs.push(await measureSize(count, options));
  return describeRewrites(runs);
};

const measureSize = (count: number, { print }: BenchOptions): Promise<RewriteRun> =>
  withCleanup(async (onCleanup) => {
    const content = { episodes: count, guests: 20, finished: count, regulars: [count] };
    const stage = await openBenchEnvironment({ onCleanup, content });
    print(`${count} episodes are on YouTube`);
    const watch = await watchMemory(stage.processes.worker.pid);
    const rewrite = await correctGuest(stage, count);
    const memory = await watch.stop();
    print(`rewrote ${count} in ${seconds(rewrite.ms)}, worker at most ${megabytes(memory.peak)}`);
    return { rewrite, memory };
  });

import { join } from 'node:path';
import { createContentRepository, writeGuest } from '../support/content.ts';
import { withEndings } from './endings.ts';
import { makeFolder } from './folder.ts';
import type { PlanTimes } from './plan-once.ts';
import { runProgram } from './process.ts';
import type { Measure, Row } from './row.ts';
import { median, megabytes, milliseconds } from './statistics.ts';

const RUNS = 3;
const [FROM_NOTHING_MS, AFTER_ONE_FILE_MS, MEMORY_MB] = [1000, 150, 300];

/** The plan for a commit on 2,000 episodes and 300 guests, in a process that knows nothing and in one that knows the commit before. */
export const measurePlan: Measure = ({ tell }) =>
  withEndings(async (later) => {
    const folder = await makeFolder(later);
    const repository = await createContentRepository({
      ...{ folder: join(folder, 'content'), episodes: 2000, guests: 300, finished: 1950, perDay: 10_000 },
    });
    const correct = (id: string, role: string): Promise<string> =>
      repository.commit({ [`guests/guest-${id}.yaml`]: writeGuest(`Guest ${id}`, role) });
    const commits = [repository.head, await correct('0001', 'Director'), await correct('0002', 'Director')];
    tell('2,000 episodes are committed');
    const runs: PlanTimes[] = [];
    for (let run = 0; run < RUNS; run += 1)
      runs.push(
        JSON.parse(
          await runProgram('test/bench/plan-once.ts', [repository.folder, join(folder, 'state'), ...commits]),
        ),
      );
    return describe(runs);
  });

function describe(runs: readonly PlanTimes[]): Row[] {
  const of = (key: keyof PlanTimes): number => median(runs.map((run) => run[key]));
  const [nothing, oneFile, memory] = [of('fromNothing'), of('afterOneFile'), of('memory')];
  const what = 'plan, 2,000 episodes and 300 guests';
  return [
    row(`${what}, from nothing`, milliseconds(nothing), `${FROM_NOTHING_MS} ms`, nothing < FROM_NOTHING_MS),
    row(
      `${what}, one file changed (${of('changes')} episodes)`,
      ...([milliseconds(oneFile), `${AFTER_ONE_FILE_MS} ms`, oneFile < AFTER_ONE_FILE_MS] as const),
    ),
    row(`${what}, memory`, megabytes(memory), `${MEMORY_MB} MB`, memory < MEMORY_MB * 1024 * 1024),
  ];
}

const row = (what: string, measured: string, goal: string, kept: boolean): Row => ({
  ...{ what, measured, goal, kept },
});

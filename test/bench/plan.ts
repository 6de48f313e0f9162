import { join } from 'node:path';
import { createContentRepository, writeGuest } from '../support/content.ts';
import { describeCatalog } from './catalog.ts';
import type { CatalogTimes } from './catalog-once.ts';
import { withCleanup } from './cleanup.ts';
import { createFolder } from './folder.ts';
import type { PlanTimes } from './plan-once.ts';
import { runProgram } from './process.ts';
import type { BenchRow, Measure } from './row.ts';
import { type Duration, describeDurations, median, megabytes } from './statistics.ts';

const RUNS = 5;
const REGULAR = 180;
const [FROM_NOTHING_MS, AFTER_ONE_FILE_MS, MEMORY_MB] = [1000, 150, 300];

/**
 * The plan for a commit on 2,000 episodes and 300 guests, in a process that knows nothing and in one that knows the commit before;
 * and what its parts take. Every run is a process of its own; loading the program is not counted.
 */
export const measurePlan: Measure = ({ print }) =>
  withCleanup(async (later) => {
    const folder = await createFolder(later);
    const repository = await createContentRepository({
      ...{ folder: join(folder, 'content'), episodes: 2000, guests: 300, finished: 1950, perDay: 10_000 },
      regulars: [REGULAR],
    });
    const correct = (id: string, name: string): Promise<string> =>
      repository.commit({ [`guests/${id}.yaml`]: writeGuest(name, 'Director') });
    const commits = [repository.head, await correct('guest-0001', 'Guest 0001')];
    commits.push(await correct('guest-0002', 'Guest 0002'));
    commits.push(await correct(`regular-${REGULAR}`, `Regular ${REGULAR}`));
    print('2,000 episodes are committed');
    const plans: PlanTimes[] = [];
    const catalogs: CatalogTimes[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      plans.push(await runOnce('plan-once', [repository.folder, join(folder, 'state'), ...commits]));
      catalogs.push(await runOnce('catalog-once', [repository.folder, ...commits.slice(0, 2)]));
    }
    return [...describe(plans), ...describeCatalog('2,000 episodes and 300 guests', catalogs)];
  });

async function runOnce<T>(program: string, args: readonly string[]): Promise<T> {
  return JSON.parse(await runProgram(`test/bench/${program}.ts`, args)) as T;
}

function describe(runs: readonly PlanTimes[]): BenchRow[] {
  const of = (key: 'changes' | 'sharedChanges' | 'memory'): number => median(runs.map((run) => run[key]));
  const what = 'plan, 2,000 episodes and 300 guests';
  const speed = (words: string, took: readonly Duration[], most: number): BenchRow => ({
    ...{ what: `${what}, ${words}`, measured: describeDurations(took), goal: `${most} ms` },
    met: median(took.map(({ ms }) => ms)) < most,
  });
  const memory = of('memory');
  return [
    speed(
      'from nothing',
      runs.map(({ fromNothing }) => fromNothing),
      FROM_NOTHING_MS,
    ),
    speed(
      `one file changed (${of('changes')} episodes)`,
      runs.map(({ afterOneFile }) => afterOneFile),
      AFTER_ONE_FILE_MS,
    ),
    speed(
      `a guest of many changed (${of('sharedChanges')} episodes)`,
      runs.map(({ afterSharedFile }) => afterSharedFile),
      AFTER_ONE_FILE_MS,
    ),
    {
      ...{ what: `${what}, memory`, measured: megabytes(memory), goal: `${MEMORY_MB} MB` },
      met: memory < MEMORY_MB * 1024 * 1024,
    },
  ];
}

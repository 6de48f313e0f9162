import { createContentRepository, writeGuest } from '../support/content.ts';
import type { CatalogTimes, Phases } from './catalog-once.ts';
import { runProgram } from './process.ts';
import type { Row } from './row.ts';
import { describeTook, median, megabytes } from './statistics.ts';

const MEMORY_MB = 300;

/** Rows of what reading, validating and rendering a whole catalog take: medians of several processes, cold and with one file changed. */
export function describeCatalog(size: string, runs: readonly CatalogTimes[]): Row[] {
  const row = (what: string, phase: keyof Phases): Row => {
    const [cold, oneFile] = [runs.map((run) => run.cold[phase]), runs.map((run) => run.oneFile[phase])];
    const measured = `${describeTook(cold)}; ${describeTook(oneFile)} after one changed file`;
    return { what: `${what}, ${size}`, measured, goal: '' };
  };
  const heap = median(runs.map((run) => run.heap));
  return [
    row("reading (git's tree and texts)", 'reading'),
    row('validating (YAML, formats, rules, limits)', 'validating'),
    row('rendering (with limits)', 'rendering'),
    {
      ...{ what: `heap of two commits, ${size}`, measured: megabytes(heap), goal: `${MEMORY_MB} MB` },
      kept: heap < MEMORY_MB * 1024 * 1024,
    },
  ];
}

/** Ten thousand guests, one run: more than any academy has. */
export async function measureManyGuests(folder: string): Promise<Row[]> {
  const repository = await createContentRepository({
    ...{ folder, episodes: 2000, guests: 10_000, finished: 1950, perDay: 10_000 },
  });
  const next = await repository.commit({
    'guests/guest-0001.yaml': writeGuest('Guest 0001', 'Director'),
  });
  const run = await runProgram('test/bench/catalog-once.ts', [repository.folder, repository.head, next]);
  return describeCatalog('2,000 episodes and 10,000 guests, one run', [JSON.parse(run) as CatalogTimes]);
}

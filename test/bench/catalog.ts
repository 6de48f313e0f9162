import type { CatalogTimes, Phases } from './catalog-once.ts';
import type { BenchRow } from './row.ts';
import { describeDurations, median, megabytes } from './statistics.ts';

const MEMORY_MB = 300;

/** Rows of what reading, validating and rendering a whole catalog take: medians of several processes, cold and with one file changed. */
export function describeCatalog(size: string, runs: readonly CatalogTimes[]): BenchRow[] {
  const row = (what: string, phase: keyof Phases): BenchRow => {
    const [cold, oneFile] = [runs.map((run) => run.cold[phase]), runs.map((run) => run.oneFile[phase])];
    const measured = `${describeDurations(cold)}; ${describeDurations(oneFile)} after one changed file`;
    return { what: `${what}, ${size}`, measured, goal: '' };
  };
  const heap = median(runs.map((run) => run.heap));
  return [
    row("reading (git's tree and texts)", 'reading'),
    row('validating (YAML, formats, rules, limits)', 'validating'),
    row('rendering (with limits)', 'rendering'),
    {
      ...{ what: `heap of two commits, ${size}`, measured: megabytes(heap), goal: `${MEMORY_MB} MB` },
      met: heap < MEMORY_MB * 1024 * 1024,
    },
  ];
}

import type { Correction } from './correction.ts';
import type { Memory } from './memory.ts';
import type { BenchRow } from './row.ts';
import { megabytes, milliseconds, seconds } from './statistics.ts';

/** `memory`: what the worker has resident. */
export type RewriteRun = { readonly rewrite: Correction; readonly memory: Memory };

const RATE = 50;
/** A rewrite may take half as much memory again as the worker had at rest with the same content, whatever its size. */
const GROWTH = 1.5;
const FLAT_FROM = 100;
/** A rate is a goal only where there is something to do at the same time. */
const RATED_FROM = 100;

export const describeRewrites = (runs: readonly RewriteRun[]): BenchRow[] => [
  ...runs.flatMap(describeRun),
  ...describeGrowth(runs.filter(({ rewrite }) => rewrite.count >= FLAT_FROM)),
];

const describeRun = (run: RewriteRun): BenchRow[] => [describeRate(run), describeCost(run)];

const rateOf = ({ count, ms }: { readonly count: number; readonly ms: number }): number =>
  count / (ms / 1000);
const cpuOf = ({ count, cpu }: Correction): number => cpu / count;
const nameOf = (count: number): string => `rewrite of ${count} video${count === 1 ? '' : 's'}`;

function describeRate({ rewrite, memory }: RewriteRun): BenchRow {
  const rate = rateOf(rewrite);
  const isRated = rewrite.count >= RATED_FROM;
  return {
    what: `${nameOf(rewrite.count)}, one worker`,
    measured: `${rate.toFixed(1)} episodes/s (${seconds(rewrite.ms)}; CPU ${milliseconds(cpuOf(rewrite))} each), worker at most ${megabytes(memory.peak)}`,
    goal: isRated ? `${RATE} episodes/s` : '',
    ...(isRated ? { met: rate >= RATE } : {}),
  };
}

function describeCost({ rewrite: { count, units, events, runs } }: RewriteRun): BenchRow {
  const goal = 51 * count + Math.ceil(count / 50);
  return {
    what: `${nameOf(count)}: units, and events of each history`,
    measured: `${units} units; ${events.episode} events an episode, ${events.rewrite} in the rewrite${runs > 1 ? `'s longest run of ${runs}` : ''}`,
    goal: `${goal} units (51 N + N/50)`,
    met: units <= goal,
  };
}

/** At rest it holds the content, which grows with the academy; what a rewrite adds must not. */
function describeGrowth(runs: readonly RewriteRun[]): BenchRow[] {
  if (runs.length < 2) return [];
  return [
    {
      what: `the worker's memory, at rest and at most, rewriting ${runs.map(({ rewrite }) => rewrite.count).join(', ')}`,
      measured: runs
        .map(({ memory: { rest, peak } }) => `${megabytes(rest)} to ${megabytes(peak)}`)
        .join(', '),
      goal: `flat (within ${GROWTH} times)`,
      met: runs.every(({ memory: { rest, peak } }) => peak <= GROWTH * rest),
    },
  ];
}

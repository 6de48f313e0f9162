import type { Row } from './row.ts';
import { megabytes, milliseconds, seconds } from './statistics.ts';

/** Milliseconds by the clock, and of processor time in server, local YouTube and workers together. */
export type Effort = { readonly ms: number; readonly cpu: number };
/** `peak`: the worker's resident memory in bytes. */
export type RewriteRun = {
  readonly count: number;
  readonly rewrite: Effort;
  readonly ceiling: Effort;
  readonly peak: number;
};

const RATE = 50;
const SHARE = 0.8;
/** The largest run may take half as much memory again as the smallest, and still count as flat. */
const GROWTH = 1.5;

export const describeRewrites = (runs: readonly RewriteRun[]): Row[] => [
  ...runs.flatMap((run) => [describeRate(run), describeShare(run)]),
  describeGrowth(runs.map(({ peak }) => peak)),
];

const rateOf = (count: number, { ms }: Effort): number => count / (ms / 1000);

function describeRate({ count, rewrite, peak }: RewriteRun): Row {
  const rate = rateOf(count, rewrite);
  return {
    what: `rewrite of ${count} videos, one worker`,
    measured: `${rate.toFixed(1)} episodes/s (${seconds(rewrite.ms)}; CPU ${milliseconds(rewrite.cpu / count)} each), worker at most ${megabytes(peak)}`,
    goal: `${RATE} episodes/s`,
    kept: rate >= RATE,
  };
}

function describeShare({ count, rewrite, ceiling }: RewriteRun): Row {
  const share = ceiling.ms / rewrite.ms;
  return {
    what: `the same as a share of ${count} bare workflows`,
    measured: `${share.toFixed(2)} of ${rateOf(count, ceiling).toFixed(1)}/s (CPU ${milliseconds(ceiling.cpu / count)} each: ${(ceiling.cpu / rewrite.cpu).toFixed(2)})`,
    goal: String(SHARE),
    kept: share >= SHARE,
  };
}

function describeGrowth(peaks: readonly number[]): Row {
  return {
    what: "the worker's memory, from the smallest rewrite to the largest",
    measured: peaks.map(megabytes).join(', '),
    goal: `flat (within ${GROWTH} times)`,
    kept: Math.max(...peaks) <= GROWTH * Math.min(...peaks),
  };
}

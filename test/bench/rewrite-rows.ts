import type { Row } from './row.ts';
import { megabytes, milliseconds, seconds } from './statistics.ts';

/** So many episodes; milliseconds by the clock, and of processor time in server, local YouTube and workers together. */
export type Effort = { readonly count: number; readonly ms: number; readonly cpu: number };
/** `peak`: the worker's resident memory in bytes. */
export type RewriteRun = {
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

const rateOf = ({ count, ms }: Effort): number => count / (ms / 1000);
const cpuOf = ({ count, cpu }: Effort): number => cpu / count;

function describeRate({ rewrite, peak }: RewriteRun): Row {
  const rate = rateOf(rewrite);
  return {
    what: `rewrite of ${rewrite.count} videos, one worker`,
    measured: `${rate.toFixed(1)} episodes/s (${seconds(rewrite.ms)}; CPU ${milliseconds(cpuOf(rewrite))} each), worker at most ${megabytes(peak)}`,
    goal: `${RATE} episodes/s`,
    kept: rate >= RATE,
  };
}

function describeShare({ rewrite, ceiling }: RewriteRun): Row {
  const share = rateOf(rewrite) / rateOf(ceiling);
  const ofCpu = cpuOf(ceiling) / cpuOf(rewrite);
  return {
    what: `${rewrite.count} videos against ${ceiling.count} bare workflows`,
    measured: `${share.toFixed(2)} of ${rateOf(ceiling).toFixed(1)}/s (CPU ${milliseconds(cpuOf(ceiling))} each: ${ofCpu.toFixed(2)})`,
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

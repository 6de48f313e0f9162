import type { Correction } from './correction.ts';
import type { Memory } from './memory.ts';
import type { Row } from './row.ts';
import { megabytes, milliseconds, seconds } from './statistics.ts';

/** So many episodes; milliseconds by the clock, and of processor time in server, local YouTube and workers together. */
export type Effort = { readonly count: number; readonly ms: number; readonly cpu: number };
/** `writes`: videos that each of the workers wrote. */
export type TwoWorkers = { readonly count: number; readonly ms: number; readonly writes: readonly number[] };
/** `memory`: what the worker has resident. */
export type RewriteRun = {
  readonly rewrite: Correction;
  readonly ceiling?: Effort | undefined;
  readonly two?: TwoWorkers | undefined;
  /** Milliseconds from the commit of a new episode to its broadcast, in the middle of such a rewrite. */
  readonly live?: number | undefined;
  readonly memory: Memory;
};

const RATE = 50;
const SHARE = 0.8;
/** A rewrite may take half as much memory again as the worker had at rest with the same content, whatever its size. */
const GROWTH = 1.5;
const FLAT_FROM = 100;
/** A rate is a goal only where there is something to do at the same time. */
const RATED_FROM = 100;

export const describeRewrites = (runs: readonly RewriteRun[]): Row[] => [
  ...runs.flatMap(describeRun),
  ...describeGrowth(runs.filter(({ rewrite }) => rewrite.count >= FLAT_FROM)),
];

const describeRun = (run: RewriteRun): Row[] => [
  describeRate(run),
  describeCost(run),
  ...(run.ceiling === undefined ? [] : [describeShare(run.rewrite, run.ceiling)]),
  ...(run.live === undefined ? [] : [describeLive(run.rewrite, run.live)]),
  ...(run.two === undefined ? [] : [describeTwo(run.rewrite, run.two)]),
];

const rateOf = ({ count, ms }: { readonly count: number; readonly ms: number }): number =>
  count / (ms / 1000);
const cpuOf = ({ count, cpu }: Effort): number => cpu / count;
const nameOf = (count: number): string => `rewrite of ${count} video${count === 1 ? '' : 's'}`;

function describeRate({ rewrite, memory }: RewriteRun): Row {
  const rate = rateOf(rewrite);
  const isRated = rewrite.count >= RATED_FROM;
  return {
    what: `${nameOf(rewrite.count)}, one worker`,
    measured: `${rate.toFixed(1)} episodes/s (${seconds(rewrite.ms)}; CPU ${milliseconds(cpuOf(rewrite))} each), worker at most ${megabytes(memory.peak)}`,
    goal: isRated ? `${RATE} episodes/s` : '',
    ...(isRated ? { kept: rate >= RATE } : {}),
  };
}

function describeCost({ rewrite: { count, units, events, runs } }: RewriteRun): Row {
  const goal = 51 * count + Math.ceil(count / 50);
  return {
    what: `${nameOf(count)}: units, and events of each history`,
    measured: `${units} units; ${events.episode} events an episode, ${events.rewrite} in the rewrite${runs > 1 ? `'s longest run of ${runs}` : ''}`,
    goal: `${goal} units (51 N + N/50)`,
    kept: units <= goal,
  };
}

function describeShare(rewrite: Effort, ceiling: Effort): Row {
  const share = rateOf(rewrite) / rateOf(ceiling);
  const ofCpu = cpuOf(ceiling) / cpuOf(rewrite);
  return {
    what: `${rewrite.count} videos against ${ceiling.count} bare workflows`,
    measured: `${share.toFixed(2)} of ${rateOf(ceiling).toFixed(1)}/s (CPU ${milliseconds(cpuOf(ceiling))} each: ${ofCpu.toFixed(2)})`,
    goal: String(SHARE),
    kept: share >= SHARE,
  };
}

/** Without a goal: what it waits for is a processor that both fill. */
const describeLive = ({ count }: Effort, ms: number): Row => ({
  what: `a new episode in the middle of a ${nameOf(count)}: its broadcast stands`,
  measured: `after ${seconds(ms)}`,
  goal: '',
});

/** On a machine whose cores one worker and the server fill already, a second one is no faster. */
function describeTwo(one: Effort, two: TwoWorkers): Row {
  const ratio = rateOf(two) / rateOf(one);
  return {
    what: `${nameOf(two.count)}, two workers against one`,
    measured: `${rateOf(two).toFixed(1)} episodes/s, ${ratio.toFixed(2)} times one; they wrote ${two.writes.join(' and ')}`,
    goal: 'both work, each video once',
    kept:
      two.writes.every((writes) => writes > 0) &&
      two.writes.reduce((sum, writes) => sum + writes, 0) === two.count,
  };
}

/** At rest it holds the content, which grows with the academy; what a rewrite adds must not. */
function describeGrowth(runs: readonly RewriteRun[]): Row[] {
  if (runs.length < 2) return [];
  return [
    {
      what: `the worker's memory, at rest and at most, rewriting ${runs.map(({ rewrite }) => rewrite.count).join(', ')}`,
      measured: runs
        .map(({ memory: { rest, peak } }) => `${megabytes(rest)} to ${megabytes(peak)}`)
        .join(', '),
      goal: `flat (within ${GROWTH} times)`,
      kept: runs.every(({ memory: { rest, peak } }) => peak <= GROWTH * rest),
    },
  ];
}

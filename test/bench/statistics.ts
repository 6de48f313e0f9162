/** The middle value; of an even number of values the lower middle, so that it is one that was measured. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[(sorted.length - 1) >> 1];
  if (middle === undefined) throw new Error('there is no median of nothing');
  return middle;
}

/** Milliseconds by the clock, and of all threads of this process: on a busy machine that says more. Children are not in it. */
export type Duration = { readonly ms: number; readonly cpu: number };

/** How long it took, with what came out. */
export async function time<T>(work: () => Promise<T>): Promise<Duration & { readonly value: T }> {
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms: performance.now() - startedAt, cpu: (user + system) / 1000, value };
}

/** Without what came out. */
export const durationOf = ({ ms, cpu }: Duration): Duration => ({ ms, cpu });

/** The middle of several runs, by the clock and by the processor. */
export const describeDurations = (runs: readonly Duration[]): string =>
  `${milliseconds(median(runs.map(({ ms }) => ms)))} (CPU ${milliseconds(median(runs.map(({ cpu }) => cpu)))})`;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
export const milliseconds = (ms: number): string => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

import type { RewriteState } from './state.ts';

/** `endsAt`: ISO 8601, estimated from what was done since the last wait, or from what a day's units pay for. */
export type Progress = { readonly perSecond: number; readonly endsAt: string };

const DAY = 24 * 60 * 60_000;

/** undefined: nothing is done yet, so there is no speed. */
export function estimateProgress(state: RewriteState, now: number): Progress | undefined {
  const { startedAt, total, done } = state;
  const since = state.since ?? { at: startedAt, done: 0 };
  if (done === 0) return undefined;
  // Just after a wait the overall speed is the better estimate.
  const { at, done: from } = done > since.done ? since : { at: startedAt, done: 0 };
  const perSecond = (1000 * (done - from)) / Math.max(1, now - at);
  const end = Math.max(afterResets(state) ?? 0, now + (1000 * Math.max(0, total - done)) / perSecond);
  return { perSecond, endsAt: new Date(end).toISOString() };
}

/** When it waits for units, the end is some resets away. */
function afterResets({ waitingUntil, daily, units, done, total }: RewriteState): number | undefined {
  const reset = Date.parse(waitingUntil ?? '');
  if (Number.isNaN(reset) || daily === undefined || daily <= 0) return undefined;
  const left = (units / done) * Math.max(0, total - done);
  return reset + DAY * Math.floor(Math.max(0, left - 1) / daily);
}

/** Measures the speed from now on: time spent waiting does not count. */
export function restartProgress(state: RewriteState, now: number): void {
  state.since = { at: now, done: state.done };
}

import type { RewriteState } from './state.ts';

/** `endsAt`: ISO 8601; a guess from what was done since it last had to wait, or from what a day's units pay for. */
export type Progress = { readonly perSecond: number; readonly endsAt: string };

const DAY = 24 * 60 * 60_000;

/** Before the first answer there is no pace to reckon with. */
export function estimateProgress(state: RewriteState, now: number): Progress | undefined {
  const { startedAt, total, done } = state;
  const since = state.since ?? { at: startedAt, done: 0 };
  if (done === 0) return undefined;
  // Just after a wait the pace of before is the better guess.
  const { at, done: from } = done > since.done ? since : { at: startedAt, done: 0 };
  const perSecond = (1000 * (done - from)) / Math.max(1, now - at);
  const end = Math.max(afterResets(state) ?? 0, now + (1000 * Math.max(0, total - done)) / perSecond);
  return { perSecond, endsAt: new Date(end).toISOString() };
}

/** What waits for units ends some resets later. */
function afterResets({ waitingUntil, daily, units, done, total }: RewriteState): number | undefined {
  const reset = Date.parse(waitingUntil ?? '');
  if (Number.isNaN(reset) || daily === undefined || daily <= 0) return undefined;
  const left = (units / done) * Math.max(0, total - done);
  return reset + DAY * Math.floor(Math.max(0, left - 1) / daily);
}

/** The time in which it waited is no time in which it worked. */
export function restartProgress(state: RewriteState, now: number): void {
  state.since = { at: now, done: state.done };
}

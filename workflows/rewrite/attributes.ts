import type { NeedReason } from '../../contract/attention.ts';
import type { RewriteState } from './state.ts';

/** The values of the search attribute Phase. */
export type RewritePhase = 'running' | 'paused' | 'waiting' | 'rejected' | 'superseded' | 'done';

/** What the search attributes of a rewrite say. Absent reasons are not set. */
export type RewriteAttributes = {
  readonly phase: RewritePhase;
  readonly needsAttention: boolean;
  readonly reasons?: readonly NeedReason[];
};

/** The first of them are set when it starts. */
export const STARTED: RewriteAttributes = { phase: 'running', needsAttention: false, reasons: [] };

/** A run of version 0.2 has no phase before it waits for the first time, and does not say how it ended. */
export function attributesOf(state: RewriteState): RewriteAttributes {
  const { setsPhase, pausedBy } = state;
  const waits = isWaiting(state);
  if (setsPhase !== true) return { phase: chooseEarlyPhase(state), needsAttention: waits };
  if (state.superseded) return { ...STARTED, phase: 'superseded' };
  if (state.isOver) return { ...STARTED, phase: 'done' };
  const reasons: NeedReason[] = [
    ...(waits ? (['approval'] as const) : []),
    ...(pausedBy === undefined ? [] : (['paused'] as const)),
  ];
  const phase = waits ? 'waiting' : pausedBy === undefined ? chooseEarlyPhase(state) : 'paused';
  return { phase, needsAttention: reasons.length > 0, reasons };
}

const isWaiting = ({ excluded, superseded }: RewriteState): boolean =>
  !superseded && excluded?.open !== undefined;

const chooseEarlyPhase = (state: RewriteState): RewritePhase =>
  isWaiting(state) ? 'waiting' : state.excluded === undefined || state.superseded ? 'running' : 'rejected';

/** To compare before they are set: each time costs an event. */
export const formatAttributes = ({ phase, reasons = [] }: RewriteAttributes): string =>
  [phase, ...reasons].join(' ');

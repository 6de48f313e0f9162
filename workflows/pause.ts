import { patch } from './patch.ts';

type Pausable = { pausedBy?: string | undefined; pausedAt?: string | undefined };

/** Records who paused a workflow, and since when: a second pause changes the name only. */
export const recordPause = (state: Pausable, by: string, now: number): void =>
  patch(state, { pausedBy: by, pausedAt: state.pausedAt ?? new Date(now).toISOString() });

export const recordResume = (state: Pausable): void =>
  patch(state, { pausedBy: undefined, pausedAt: undefined });

import { findPacificDay, type PacificDay } from './pacific.ts';

export type MethodSpending = { readonly calls: number; readonly units: number };

export type EmulatorQuota = {
  readonly day: string;
  readonly spent: number;
  readonly byMethod: Readonly<Record<string, MethodSpending>>;
};

export type Ledger = {
  /**
   * Spends the units if the day has them left, and one call if the method has a number of calls of its own; otherwise the call costs
   * nothing and is rejected.
   */
  charge(call: { method: string; units: number; perDay: number; callsPerDay?: number; now: number }): boolean;
  /** Adds the cost of a call of an earlier run. */
  book(call: { method: string; units: number; at: number }): void;
  read(now: number): EmulatorQuota & { readonly resetsAt: string };
  restore(state: EmulatorQuota): void;
};

/** Units spent since midnight in Los Angeles. When the clock leaves the day, in either direction, a new one starts. */
export function createLedger(): Ledger {
  let today: PacificDay | undefined;
  let state: EmulatorQuota = { day: '', spent: 0, byMethod: {} };

  const roll = (now: number): PacificDay => {
    if (today === undefined || now < today.start || now >= today.end) today = findPacificDay(now);
    if (state.day !== today.day) state = { day: today.day, spent: 0, byMethod: {} };
    return today;
  };
  const add = (method: string, units: number) => {
    const { calls, units: before } = state.byMethod[method] ?? { calls: 0, units: 0 };
    const byMethod = { ...state.byMethod, [method]: { calls: calls + 1, units: before + units } };
    state = { ...state, spent: state.spent + units, byMethod };
  };

  return {
    charge({ method, units, perDay, callsPerDay = Number.POSITIVE_INFINITY, now }) {
      roll(now);
      if (state.spent + units > perDay) return false;
      if ((state.byMethod[method]?.calls ?? 0) >= callsPerDay) return false;
      add(method, units);
      return true;
    },
    book({ method, units, at }) {
      roll(at);
      add(method, units);
    },
    read: (now) => ({ resetsAt: new Date(roll(now).end).toISOString(), ...state }),
    restore: (before) => {
      state = before;
    },
  };
}

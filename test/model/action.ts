import type { Step } from './random-steps.ts';
import type { World } from './world.ts';

/** Carries out one step; its two numbers choose among what is there. Returns a description. */
export type Action = (world: World, choice: Omit<Step, 'action'>) => Promise<string>;

export const NOT_POSSIBLE = 'not possible now';

export const choose = <T>(list: readonly T[], pick: number): T | undefined =>
  list[pick % Math.max(1, list.length)];

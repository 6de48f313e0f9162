import type { ModelStep } from './random-steps.ts';
import type { ModelWorld } from './world.ts';

/** Carries out one step; its two numbers choose among what is there. Returns a description. */
export type Action = (world: ModelWorld, choice: Omit<ModelStep, 'action'>) => Promise<string>;

export const NOT_POSSIBLE = 'not possible now';

export const choose = <T>(list: readonly T[], pick: number): T | undefined =>
  list[pick % Math.max(1, list.length)];

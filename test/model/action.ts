import type { Step } from './random-steps.ts';
import type { World } from './world.ts';

/** What a step does with the two numbers it was given; answers in words. */
export type Play = (world: World, choice: Omit<Step, 'act'>) => Promise<string>;

export const NOTHING = 'nothing to do that to';

export const choose = <T>(list: readonly T[], pick: number): T | undefined =>
  list[pick % Math.max(1, list.length)];

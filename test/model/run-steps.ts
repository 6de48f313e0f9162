import { inject } from 'vitest';
import type { Build } from '../support/build.ts';
import { replayAll } from '../support/replay-histories.ts';
import { PLAYS } from './actions.ts';
import { noticeAir } from './air-time-action.ts';
import { checkAlways } from './check-always.ts';
import { describeWorld } from './describe-world.ts';
import { type Step, writeSteps } from './random-steps.ts';
import { rest } from './reach-idle.ts';
import { killWorker, openWorld, supervise } from './world.ts';

/** Something has begun when the next step comes, or all of it is over. */
const PAUSES_MS = [0, 40, 120, 240];

export type Outcome = {
  readonly steps: number;
  readonly error?: Error;
  readonly told: readonly string[];
  readonly state?: readonly string[];
};

/** Plays the steps on a fresh academy, one after the other, and checks after each; ends with a rest. @throws where the academy cannot be opened */
export async function play(
  steps: readonly Step[],
  options: { build?: Build; tell?: (line: string) => void } = {},
): Promise<Outcome> {
  const world = await openWorld(options.build);
  const dismiss = supervise(world);
  let done = 0;
  try {
    await rest(world);
    for (const step of steps) {
      const began = Date.now();
      const words = await PLAYS[step.act](world, step).catch((error: unknown) => {
        world.told.push(`${done + 1} ${step.act}: here it broke`);
        throw error;
      });
      const line = `${done + 1} ${step.act}: ${words} (${Date.now() - began} ms)`;
      world.told.push(line);
      options.tell?.(line);
      await noticeAir(world);
      await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[step.more % 4]));
      await checkAlways(world);
      done += 1;
    }
    await rest(world, 'all');
    dismiss();
    await killWorker(world);
    await replayAll(world.academy.client(), (options.build ?? inject('build')).workflows);
    return { steps: done, told: world.told };
  } catch (error) {
    const state = await describeWorld(world).catch((reason) => [String(reason)]);
    const reason = error instanceof Error ? error : new Error(String(error));
    return { steps: done, error: reason, told: world.told, state };
  } finally {
    dismiss();
    await killWorker(world);
    await world.academy.close();
  }
}

/** What a person needs to see it again. */
export const describeFailure = ({ error, told, steps, state = [] }: Outcome, all: readonly Step[]): string =>
  [
    `${error?.message}`,
    ...state,
    ...told.slice(-25),
    `replay with: npm run soak -- --replay "${writeSteps(all.slice(0, steps + 1))}"`,
  ].join('\n');

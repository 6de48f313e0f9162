import { inject } from 'vitest';
import { replayHistories } from '../support/replay-histories.ts';
import { ACTIONS } from './actions.ts';
import { recordAirTime } from './air-time-action.ts';
import { checkAlways } from './check-always.ts';
import { describeWorld } from './describe-world.ts';
import { formatSteps, isServerFault, type ModelStep } from './random-steps.ts';
import { reachIdle } from './reach-idle.ts';
import { saveHistories } from './save-histories.ts';
import { killWorker, type ModelOptions, openWorld, supervise } from './world.ts';

/** Between two steps: the next one starts at once, during the work, or after it. */
const PAUSES_MS = [0, 40, 120, 240];

export type RunOutcome = {
  readonly steps: number;
  readonly error?: Error;
  readonly log: readonly string[];
  readonly state?: readonly string[];
};

/** Runs the steps one after the other on a new academy and checks after each; ends idle. @throws Error when the academy cannot be opened */
export async function runSteps(
  steps: readonly ModelStep[],
  options: ModelOptions & { readonly print?: (line: string) => void } = {},
): Promise<RunOutcome> {
  const world = await openWorld(options);
  const dismiss = supervise(world);
  let done = 0;
  try {
    await reachIdle(world);
    for (const step of steps) {
      const began = Date.now();
      const words = await ACTIONS[step.action](world, step).catch((error: unknown) => {
        world.log.push(`${done + 1} ${step.action}: violation or error`);
        throw error;
      });
      const line = `${done + 1} ${step.action}: ${words} (${Date.now() - began} ms)`;
      world.log.push(line);
      options.print?.(line);
      await recordAirTime(world);
      await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[step.more % 4]));
      await checkAlways(world);
      done += 1;
    }
    await reachIdle(world, 'all');
    dismiss();
    await killWorker(world);
    await replayHistories(world.academy.client(), (options.build ?? inject('build')).workflows);
    return { steps: done, log: world.log };
  } catch (error) {
    const state = await describeWorld(world).catch((reason) => [String(reason)]);
    const saved = await saveHistories(world).catch(String);
    state.push(`histories and writes: ${saved}`);
    const reason = error instanceof Error ? error : new Error(String(error));
    return { steps: done, error: reason, log: world.log, state };
  } finally {
    dismiss();
    await killWorker(world);
    await world.academy.close();
  }
}

/** What a person needs to reproduce it. */
export const describeFailure = (
  { error, log, steps, state = [] }: RunOutcome,
  all: readonly ModelStep[],
): string =>
  [
    `${error?.message}`,
    ...state,
    ...log.slice(-25),
    `replay with: npm run soak -- ${all.some(isServerFault) ? '--production ' : ''}--replay "${formatSteps(all.slice(0, steps + 1))}"`,
  ].join('\n');

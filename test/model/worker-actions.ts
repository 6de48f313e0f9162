import { KILL_POINTS } from '../support/kill-at.ts';
import { type Action, choose, NOT_POSSIBLE } from './action.ts';
import { commit } from './commit-actions.ts';
import { PER_DAY } from './content.ts';
import { overwriteAll } from './studio-actions.ts';
import { HOUR } from './time.ts';
import * as edits from './tree-edits.ts';
import { advanceClock, killWorker, type ModelWorld } from './world.ts';

export const kill: Action = async (world) => {
  await killWorker(world);
  return 'kill -9 the worker';
};

export const killAtWrite: Action = async (world, { pick, more }) => {
  const point = choose(KILL_POINTS, pick) ?? KILL_POINTS[0];
  const after = more % 4;
  const words = pick % 2 === 0 ? '' : `${await commit(edits.changeShows)(world, { pick, more })}, `;
  world.nextKill = { after, point, report: `${world.academy.folder}/killed` };
  await killWorker(world);
  return `${words}kill -9 the worker, and the next one at its write ${after + 1}: ${point}`;
};

export const loseState: Action = async (world) => {
  if (!(await restoreMarkers(world))) return NOT_POSSIBLE;
  world.isSupervised = false;
  await killWorker(world);
  const { spent } = await world.academy.youtube.quota();
  await world.academy.loseAllState();
  const { day, units } = world.allowance;
  // The new ledger starts with half a day's budget, whatever was spent before.
  world.allowance = { day, units: Math.max(units, spent + PER_DAY / 2) };
  world.budgetExhausted = undefined;
  world.paused.clear();
  for (const one of world.episodes.values()) {
    one.baseLost = true;
    Object.assign(one.lostAdoptions, one.adopted);
    const [seen] = one.expectedSinceIdle;
    if (seen === undefined || seen.start !== one.lastExpected?.start) one.unknownSettings.add('start');
    if (
      seen === undefined ||
      seen.cancelled !== one.lastExpected?.cancelled ||
      seen.after !== one.lastExpected.after
    )
      one.unknownSettings.add('privacy');
  }
  world.isSupervised = true;
  return 'lose all state';
};

/** Only the workflow remembers a video without its line: an operator has the line written again first. */
async function restoreMarkers(world: ModelWorld): Promise<boolean> {
  const unmarked = [...world.episodes.values()].filter((one) => one.unmarked);
  if (unmarked.some(({ expected }) => expected === undefined)) return false;
  for (const one of unmarked) await overwriteAll(world, one);
  return !unmarked.some((one) => one.unmarked);
}

export const passHours: Action = async (world, { pick }) => {
  const hours = 1 + (pick % 30);
  await advanceClock(world, hours * HOUR);
  return `${hours} hours later`;
};

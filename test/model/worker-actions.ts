import { KILL_POINTS } from '../support/kill-at.ts';
import { choose, type Play } from './action.ts';
import { commit } from './commit-actions.ts';
import { PER_DAY } from './content.ts';
import { HOUR } from './time.ts';
import * as edits from './tree-edits.ts';
import { advance, killWorker } from './world.ts';

export const kill: Play = async (world) => {
  await killWorker(world);
  return 'kill -9 the worker';
};

export const killAt: Play = async (world, { pick, more }) => {
  const point = choose(KILL_POINTS, pick) ?? KILL_POINTS[0];
  const after = more % 4;
  const words = pick % 2 === 0 ? '' : `${await commit(edits.edition)(world, { pick, more })}, `;
  world.order = { after, point, report: `${world.academy.folder}/killed` };
  await killWorker(world);
  return `${words}kill -9 the worker, and the next one at its write ${after + 1}: ${point}`;
};

export const loseState: Play = async (world) => {
  world.isSupervised = false;
  await killWorker(world);
  const { spent } = await world.academy.youtube.quota();
  await world.academy.loseAllState();
  const { day, units } = world.allowance;
  // The new ledger begins at half the day, whatever was spent before.
  world.allowance = { day, units: Math.max(units, spent + PER_DAY / 2) };
  world.shut = undefined;
  world.paused.clear();
  for (const one of world.known.values()) {
    one.lost = true;
    Object.assign(one.disowned, one.adopted);
    const [seen] = one.since;
    if (seen === undefined || seen.start !== one.lastWant?.start) one.loose.add('start');
    if (seen === undefined || seen.cancelled !== one.lastWant?.cancelled) one.loose.add('privacy');
  }
  world.isSupervised = true;
  return 'lose all state';
};

export const clock: Play = async (world, { pick }) => {
  const hours = 1 + (pick % 30);
  await advance(world, hours * HOUR);
  return `${hours} hours later`;
};

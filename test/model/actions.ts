import { SYNC_ID } from '../../contract/ids.ts';
import type { Play } from './action.ts';
import { adoptEdit } from './adopt-action.ts';
import { air } from './air-time-action.ts';
import { answer, pauseRewrite } from './approval-actions.ts';
import { commit, force, move, revert } from './commit-actions.ts';
import { Broken } from './invariant-violation.ts';
import { pauseEpisode, pauseOne, resume } from './pause-actions.ts';
import type { Act } from './random-steps.ts';
import { rest } from './reach-idle.ts';
import { editInStudio, overwriteEdit } from './studio-actions.ts';
import * as edits from './tree-edits.ts';
import { clock, kill, killAt, loseState } from './worker-actions.ts';
import { learn } from './world.ts';
import { fault, inStudio, quotaGone } from './youtube-actions.ts';

/** 2: the same commit again writes nothing. */
const look: Play = async (world) => {
  // All of them: a turn on the stream comes by the clock alone.
  await rest(world, 'all');
  const { academy } = world;
  const [last, ahead] = [await academy.youtube.lastWrite(), academy.clock.ahead()];
  await world.history.commit('empty', world.history.raw);
  learn(world);
  await rest(world, 'all');
  // With the day an episode's turn on the stream may have come.
  if (academy.clock.ahead() !== ahead) return 'the same again, over a day that had to turn';
  const writes = await academy.youtube.writes(last);
  if (writes.length > 0) throw new Broken('2', `nothing has changed, and it wrote ${JSON.stringify(writes)}`);
  return 'the same again';
};

export const PLAYS: Readonly<Record<Act, Play>> = {
  add: commit(edits.add),
  edit: commit(edits.edit),
  rename: commit(edits.rename),
  edition: commit(edits.edition),
  several: commit(edits.several),
  breakFile: commit(edits.breakFile),
  callOff: commit(edits.callOff),
  guest: commit(edits.guest),
  remove: commit(edits.remove),
  move,
  empty: commit(({ tree }) => ({ tree, words: 'empty' })),
  revert,
  force,
  studio: editInStudio,
  overwrite: overwriteEdit,
  adopt: adoptEdit,
  pauseEpisode,
  pauseSync: (world) => pauseOne(world, SYNC_ID),
  pauseRewrite,
  approve: answer('approve'),
  reject: answer('reject'),
  resume,
  fault,
  quotaGone,
  kill,
  killAt,
  loseState,
  goLive: inStudio('live'),
  air,
  end: inStudio('complete'),
  clock,
  look,
  rest: async (world) => {
    await rest(world);
    return 'rest';
  },
};

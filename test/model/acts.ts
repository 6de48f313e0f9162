import { SYNC_ID } from '../../contract/ids.ts';
import { commit, force, move, revert } from './acts-git.ts';
import { pauseEpisode, pauseOne, resume } from './acts-pause.ts';
import { answer, pauseRewrite } from './acts-rewrite.ts';
import { clock, kill, killAt, loseState } from './acts-worker.ts';
import { fault, inStudio, quotaGone } from './acts-youtube.ts';
import { adoptEdit } from './adopt.ts';
import { air } from './air.ts';
import { Broken } from './broken.ts';
import * as edits from './edits.ts';
import type { Play } from './play.ts';
import { rest } from './rest.ts';
import type { Act } from './steps.ts';
import { editInStudio, overwriteEdit } from './studio-edits.ts';
import { learn } from './world.ts';

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

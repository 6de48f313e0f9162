import { SYNC_ID } from '../../contract/ids.ts';
import type { Action } from './action.ts';
import { adoptEdit } from './adopt-action.ts';
import { nearAirTime } from './air-time-action.ts';
import { decide, pauseRewrite } from './approval-actions.ts';
import { commit, forcePush, move, revert } from './commit-actions.ts';
import { claim, editHandmade, reuseDetails } from './handmade-actions.ts';
import { InvariantViolation } from './invariant-violation.ts';
import { pauseEpisode, pauseOne, resume } from './pause-actions.ts';
import { publish } from './publish-action.ts';
import type { ActionName } from './random-steps.ts';
import { reachIdle } from './reach-idle.ts';
import { killServer, stopDatabase } from './server-actions.ts';
import { editInStudio, overwriteEdit } from './studio-actions.ts';
import { takeOver } from './take-over-action.ts';
import * as edits from './tree-edits.ts';
import { kill, killAtWrite, loseState, passHours } from './worker-actions.ts';
import { recordHead } from './world.ts';
import { changeStage, exceedQuota, failCalls } from './youtube-actions.ts';

/** Invariant 2: syncing the same content again writes nothing. */
const syncAgain: Action = async (world) => {
  // All episodes: only the clock decides which one is next on the stream.
  await reachIdle(world, 'all');
  const { academy } = world;
  const [last, offset] = [await academy.youtube.lastWrite(), academy.clock.offset()];
  await world.branch.commit('empty', world.branch.raw);
  recordHead(world);
  await reachIdle(world, 'all');
  // A new day may legitimately bind another episode to the stream.
  if (academy.clock.offset() !== offset) return 'sync again, but a day had to pass';
  const writes = await academy.youtube.writes(last);
  if (writes.length > 0)
    throw new InvariantViolation('2', `nothing changed, but it wrote ${JSON.stringify(writes)}`);
  return 'sync again';
};

export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  add: commit(edits.add),
  edit: commit(edits.edit),
  renameGuest: commit(edits.renameGuest),
  changeShows: commit(edits.changeShows),
  several: commit(edits.several),
  breakFile: commit(edits.breakFile),
  cancel: commit(edits.cancel),
  removeGuest: commit(edits.removeGuest),
  remove: commit(edits.remove),
  move,
  emptyCommit: commit(({ tree }) => ({ tree, words: 'empty commit' })),
  revert,
  forcePush,
  editInStudio,
  overwrite: overwriteEdit,
  adopt: adoptEdit,
  claim,
  editHandmade,
  reuseDetails,
  takeOver,
  publish,
  pauseEpisode,
  pauseSync: (world) => pauseOne(world, SYNC_ID),
  pauseRewrite,
  approve: decide('approve'),
  reject: decide('reject'),
  resume,
  failCalls,
  exceedQuota,
  kill,
  killAtWrite,
  loseState,
  killServer,
  stopDatabase,
  goLive: changeStage('live'),
  nearAirTime,
  endStream: changeStage('complete'),
  passHours,
  syncAgain,
  reachIdle: async (world) => {
    await reachIdle(world);
    return 'reach idle';
  },
};

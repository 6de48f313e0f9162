import { episodeWorkflowId } from '../../contract/ids.ts';
import { pause } from '../../contract/operator.ts';
import { type Action, choose, NOT_POSSIBLE } from './action.ts';
import { recordIfPaused } from './check-paused.ts';
import { commit } from './commit-actions.ts';
import { expectedIdOf, getHandle } from './episode-status.ts';
import { reachIdle, sendUpdate } from './reach-idle.ts';
import { edit } from './tree-edits.ts';
import { ensureWorker, type ModelWorld } from './world.ts';

const PATIENCE_MS = 2000;

export const pauseOne = async (world: ModelWorld, workflowId: string): Promise<string> => {
  if (!(await sendUpdate(world, workflowId, pause))) return `${workflowId} cannot be paused`;
  world.paused.add(workflowId);
  world.pausedAfterWrite.delete(workflowId);
  return `pause ${workflowId}`;
};

/**
 * Pauses an episode while work is under way; or when all is idle, and then changes its file: `checkPaused` asserts that nothing is written.
 * Work under way at the pause is finished, and that includes a wait for the quota manager, which is not visible from outside.
 */
export const pauseEpisode: Action = async (world, { pick, more }) => {
  if (more % 3 > 0) await reachIdle(world);
  const one = choose(
    [...world.episodes.values()].filter(
      ({ expected, ownFileChanged }) => expected !== undefined && !(ownFileChanged && more % 3 > 0),
    ),
    pick,
  );
  if (one === undefined) return NOT_POSSIBLE;
  const workflowId = episodeWorkflowId(expectedIdOf(one));
  const words = await pauseOne(world, workflowId);
  if (more % 3 === 0 || !(await waitUntilPaused(world, workflowId))) return words;
  const files = Object.values(world.branch.raw.episodes);
  const index = files.findIndex(({ uid }) => uid === one.uid);
  return `${words}, then ${await commit(edit)(world, { pick: index, more })}`;
};

async function waitUntilPaused(world: ModelWorld, workflowId: string): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (world.paused.has(workflowId) && Date.now() < deadline) {
    await recordIfPaused(world, workflowId);
    if (world.pausedAfterWrite.has(workflowId)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

export const resume: Action = async (world, { pick }) => {
  const workflowId = choose([...world.paused], pick);
  if (workflowId === undefined) return NOT_POSSIBLE;
  world.paused.delete(workflowId);
  await ensureWorker(world);
  await getHandle(world, workflowId)
    .executeUpdate('resume', { args: [{ by: 'the model' }] })
    .catch(() => undefined);
  return `resume ${workflowId}`;
};

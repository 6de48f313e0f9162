import { episodeWorkflowId } from '../../contract/ids.ts';
import { pause } from '../../contract/operator.ts';
import { choose, NOTHING, type Play } from './action.ts';
import { noticePaused } from './check-paused.ts';
import { commit } from './commit-actions.ts';
import { handle, idIn } from './episode-status.ts';
import { rest, tell } from './reach-idle.ts';
import { edit } from './tree-edits.ts';
import { keepWorker, type World } from './world.ts';

const PATIENCE_MS = 2000;

export const pauseOne = async (world: World, workflowId: string): Promise<string> => {
  if (!(await tell(world, workflowId, pause))) return `${workflowId} takes no pause`;
  world.paused.add(workflowId);
  world.still.delete(workflowId);
  return `pause ${workflowId}`;
};

/**
 * It is paused in the middle of everything; or at rest, and then its file changes: `checkPaused` sees to it that this waits. What was
 * under way at the pause is finished, and a wait for the treasurer's answer belongs to that, which nobody can see from outside.
 */
export const pauseEpisode: Play = async (world, { pick, more }) => {
  if (more % 3 > 0) await rest(world);
  const one = choose(
    [...world.known.values()].filter(({ want, own }) => want !== undefined && !(own && more % 3 > 0)),
    pick,
  );
  if (one === undefined) return NOTHING;
  const workflowId = episodeWorkflowId(idIn(one));
  const words = await pauseOne(world, workflowId);
  if (more % 3 === 0 || !(await becomesStill(world, workflowId))) return words;
  const files = Object.values(world.history.raw.episodes);
  const index = files.findIndex(({ uid }) => uid === one.uid);
  return `${words}, then ${await commit(edit)(world, { pick: index, more })}`;
};

async function becomesStill(world: World, workflowId: string): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (world.paused.has(workflowId) && Date.now() < deadline) {
    await noticePaused(world, workflowId);
    if (world.still.has(workflowId)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

export const resume: Play = async (world, { pick }) => {
  const workflowId = choose([...world.paused], pick);
  if (workflowId === undefined) return NOTHING;
  world.paused.delete(workflowId);
  await keepWorker(world);
  await handle(world, workflowId)
    .executeUpdate('resume', { args: [{ by: 'the model' }] })
    .catch(() => undefined);
  return `resume ${workflowId}`;
};

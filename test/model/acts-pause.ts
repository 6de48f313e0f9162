import { pause } from '../../workflows/messages.ts';
import { episodeWorkflowId } from '../../workflows/names.ts';
import { choose, NOTHING, type Play } from './play.ts';
import { tell } from './rest.ts';
import { handle, idIn } from './status.ts';
import { keepWorker, type World } from './world.ts';

export const pauseOne = async (world: World, workflowId: string): Promise<string> => {
  if (!(await tell(world, workflowId, pause))) return `${workflowId} takes no pause`;
  world.paused.add(workflowId);
  return `pause ${workflowId}`;
};

export const pauseEpisode: Play = async (world, { pick }) => {
  const one = choose(
    [...world.known.values()].filter(({ want }) => want !== undefined),
    pick,
  );
  return one === undefined ? NOTHING : pauseOne(world, episodeWorkflowId(idIn(one)));
};

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

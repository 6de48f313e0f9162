import { pause, reject } from '../../workflows/messages.ts';
import { episodeWorkflowId } from '../../workflows/names.ts';
import { choose, NOTHING, type Play } from './play.ts';
import { handle, idIn, sendApproval, tell } from './rest.ts';
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

export const pauseRewrite: Play = async (world) => {
  const { rewrite } = await world.academy.sync().catch(() => ({ rewrite: undefined }));
  return rewrite === undefined ? NOTHING : pauseOne(world, rewrite);
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

/** A rewrite that waits for a person is answered; what is rejected is approved at the next rest at the latest. */
export const answer =
  (kind: 'approve' | 'reject'): Play =>
  async (world) => {
    const { rewrite } = await world.academy.sync().catch(() => ({ rewrite: undefined }));
    if (rewrite === undefined) return NOTHING;
    const status = await world.academy.rewrite(rewrite).catch(() => undefined);
    const checksum = status?.asks?.checksum;
    if (checksum === undefined) return NOTHING;
    if (kind === 'approve') await sendApproval(world, rewrite, checksum);
    else await sendRejection(world, rewrite, checksum);
    return `${kind} the ${status?.asks?.episodes} episodes of ${rewrite}`;
  };

const sendRejection = (world: World, rewrite: string, checksum: string): Promise<unknown> =>
  handle(world, rewrite)
    .executeUpdate(reject, { args: [{ by: 'the model', checksum }] })
    .catch(() => undefined);

import { WorkflowNotFoundError } from '@temporalio/client';
import type { EpisodeStatus } from '../../contract/episode.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { Broken } from './invariant-violation.ts';
import type { Known } from './model-episode.ts';
import type { World } from './world.ts';

export const handle = ({ academy }: World, workflowId: string) =>
  academy.client().workflow.getHandle(workflowId);

export const idIn = (one: Known): string => one.want?.id ?? '';

/**
 * What it says of itself; `none`: no run of it is open, `silent`: it could not be asked. Whose history has not grown since says the
 * same again: a query costs the worker a turn, and a replay of all of it where the run is over.
 */
export async function statusOf(world: World, one: Known): Promise<EpisodeStatus | 'none' | 'silent'> {
  try {
    const { runId, historyLength, status } = await handle(world, episodeWorkflowId(idIn(one))).describe();
    if (status.name === 'COMPLETED') return 'none';
    if (status.name !== 'RUNNING') throw new Broken('7', `${idIn(one)} is ${status.name}`);
    const at = `${runId} ${historyLength}`;
    if (one.heard?.at !== at) one.heard = { at, status: await world.academy.episode(idIn(one)) };
    return one.heard.status;
  } catch (error) {
    if (error instanceof Broken) throw error;
    return error instanceof WorkflowNotFoundError ? 'none' : 'silent';
  }
}

const IDLE = /^(looks again at|nothing: it is over|waits for a commit)/;
const PASSED = /has passed/;

export const isIdle = ({ next, lastEvent: last, attention = '' }: EpisodeStatus): boolean =>
  IDLE.test(next) ||
  (next.startsWith('tries again at') && last.includes('around air time')) ||
  (next.startsWith('waits for a person') && PASSED.test(attention));

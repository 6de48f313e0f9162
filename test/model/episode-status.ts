import { WorkflowNotFoundError } from '@temporalio/client';
import type { EpisodeStatus } from '../../contract/episode.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';
import type { ModelWorld } from './world.ts';

export const getHandle = ({ academy }: ModelWorld, workflowId: string) =>
  academy.client().workflow.getHandle(workflowId);

export const expectedIdOf = (one: ModelEpisode): string => one.expected?.id ?? '';

/**
 * The status of the episode's workflow; `none`: no open run, `silent`: no answer. Cached while the history does not grow: a query costs the
 * worker a task, and a full replay if the run has ended.
 */
export async function readStatus(
  world: ModelWorld,
  one: ModelEpisode,
): Promise<EpisodeStatus | 'none' | 'silent'> {
  try {
    const { runId, historyLength, status } = await getHandle(
      world,
      episodeWorkflowId(expectedIdOf(one)),
    ).describe();
    if (status.name === 'COMPLETED') return 'none';
    if (status.name !== 'RUNNING')
      throw new InvariantViolation('7', `${expectedIdOf(one)} is ${status.name}`);
    const at = `${runId} ${historyLength}`;
    if (one.cachedStatus?.at !== at)
      one.cachedStatus = { at, status: await world.academy.episode(expectedIdOf(one)) };
    return one.cachedStatus.status;
  } catch (error) {
    if (error instanceof InvariantViolation) throw error;
    return error instanceof WorkflowNotFoundError ? 'none' : 'silent';
  }
}

const IDLE = /^(checks again at|nothing: it is over|waiting for a commit)/;
const PASSED = /has passed/;

export const isIdle = ({ next, lastEvent: last, attention = '' }: EpisodeStatus): boolean =>
  IDLE.test(next) ||
  (next.startsWith('retries at') && last.includes('on air')) ||
  (next.startsWith('waiting for a person') && PASSED.test(attention));

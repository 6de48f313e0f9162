import {
  type UpdateDefinition,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import type { EpisodeCallRequest } from '../../../contract/answers.ts';
import type { RefusedSteps } from '../../../contract/episode-steps.ts';
import { WORKFLOWS } from '../../../contract/ids.ts';
import { episodeStartOptions } from '../../../contract/search-attributes.ts';
import { defined } from '../../../domain/shared/defined.ts';
import type { Dependencies } from '../../dependencies.ts';
import { readLastRun } from '../../remembered.ts';

/** An episode refuses what an operator wants: the message says why and what to do. */
export class RefusedByEpisodeError extends Error {}

type Sent<Result, Argument> = {
  readonly update: UpdateDefinition<Result, [Argument]>;
  readonly argument: Argument;
  /** @throws Error once nothing more may be sent */
  readonly assertInTime: () => void;
  /** Of the steps that the last run saw refused: what is known of them. */
  readonly release?: (refused: RefusedSteps) => RefusedSteps;
};

/**
 * Sends an update to an episode and waits for its answer; a workflow that has ended is started again for it, with what the run before
 * remembers. @throws RefusedByEpisodeError
 */
export async function sendToEpisode<Result, Argument extends object>(
  deps: Pick<Dependencies, 'client' | 'taskQueue'>,
  { target, commit, seq, requestId }: EpisodeCallRequest,
  { update, argument, assertInTime, release = (refused) => refused }: Sent<Result, Argument>,
): Promise<Result> {
  const { episodeId, formerIds = [], videoId } = target;
  const { remembered, refusedSteps } = await readLastRun(deps, [episodeId, ...formerIds]);
  const last = defined({ remembered, refusedSteps: refusedSteps && release(refusedSteps) });
  const startWorkflowOperation = new WithStartWorkflowOperation(WORKFLOWS.episode, {
    ...episodeStartOptions({ ...target, ...last }),
    taskQueue: deps.taskQueue,
  });
  assertInTime();
  try {
    return await deps.client.workflow.executeUpdateWithStart(update, {
      args: [{ ...argument, commit, seq, ...defined({ videoId }) }],
      updateId: `${requestId}/${update.name}`,
      startWorkflowOperation,
    });
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    throw new RefusedByEpisodeError(error.cause?.message ?? error.message);
  }
}

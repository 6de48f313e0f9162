import { setMaxListeners } from 'node:events';
import { Context } from '@temporalio/activity';
import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { type ReconcileRequest, reconcile } from '../../contract/episode.ts';
import { WORKFLOWS } from '../../contract/ids.ts';
import type { EpisodeResult, ReconcileBatch, ReconcileTarget } from '../../contract/rewrite.ts';
import { type EpisodeAttributes, renderEpisodeStart } from '../../contract/search-attributes.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { withHeartbeat } from '../run-with-quota.ts';

/**
 * Asks up to 25 episodes at once, each by an update-with-start, and waits for their verdicts. Repeatable: the update's id is the
 * question. No units of its own; an episode that cannot be asked counts with all the units it would have had.
 */
export function reconcileEpisodes(
  deps: Dependencies,
  input: ReconcileBatch,
): Promise<readonly EpisodeResult[]> {
  return withHeartbeat(() => {
    const { cancelled, cancellationSignal } = Context.current();
    // Each question listens to the one signal; Node warns of a leak above ten.
    setMaxListeners(0, cancellationSignal);
    // A worker that ends answers no questions any more: it must not wait for them itself, nor ask on without a connection.
    const answers = deps.client.withAbortSignal(cancellationSignal, () =>
      Promise.all(input.targets.map((target) => askOne(deps, input, target))),
    );
    return Promise.race([answers, cancelled]);
  });
}

async function askOne(
  deps: Dependencies,
  input: ReconcileBatch,
  target: ReconcileTarget,
): Promise<EpisodeResult> {
  const { episodeId } = target;
  try {
    const verdict = await deps.client.workflow.executeUpdateWithStart(reconcile, {
      args: [wakeOf(input, target)],
      updateId: `${input.requestId}/${episodeId}`,
      startWorkflowOperation: startOf(deps, input, target),
    });
    return { ...verdict, episodeId };
  } catch (error) {
    if (!isFinal(error)) throw error;
    const detail = error.cause?.message ?? error.message;
    return { episodeId, kind: 'failed', spent: input.grant === undefined ? 0 : target.units, detail };
  }
}

/** gRPC's word for a question that no server ever takes, such as an id that is too long. */
const INVALID_ARGUMENT = 3;

/** The episode answered with a failure, or can never be asked. Anything else did not reach it: all are asked again. */
const isFinal = (error: unknown): error is WorkflowUpdateFailedError | ServiceError =>
  error instanceof WorkflowUpdateFailedError ||
  (error instanceof ServiceError && isGrpcServiceError(error.cause) && error.cause.code === INVALID_ARGUMENT);

function wakeOf(
  { request: wake, grant }: ReconcileBatch,
  { videoId, units }: ReconcileTarget,
): ReconcileRequest {
  return {
    ...wake,
    ...defined({ videoId, grant: grant && { ...grant, units } }),
  };
}

const startOf = (deps: Dependencies, { request: { commit } }: ReconcileBatch, target: ReconcileTarget) =>
  new WithStartWorkflowOperation(WORKFLOWS.episode, {
    ...renderEpisodeStart({ ...target, attributes: standingOf(target, commit) }),
    taskQueue: deps.taskQueue,
  });

/** A video that is over is written, and nothing else is ever to be told of its run. */
const standingOf = ({ phase, videoId }: ReconcileTarget, commit: string): EpisodeAttributes | undefined =>
  phase === undefined ? undefined : { phase, videoId, commit, needsAttention: false };

import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { type ReconcileRequest, reconcile } from '../../contract/episode.ts';
import { WORKFLOWS } from '../../contract/ids.ts';
import type { EpisodeResult, ReconcileBatch, ReconcileTarget } from '../../contract/rewrite.ts';
import { type EpisodeAttributes, episodeStartOptions } from '../../contract/search-attributes.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { type LastRun, readLastRun } from '../remembered.ts';
import { whileCurrent } from '../while-current.ts';

/**
 * Sends `reconcile` to up to 25 episodes at once, each as an update-with-start, and waits for their verdicts. Repeatable, because the
 * update id is derived from the request. Spends no units itself; an episode that cannot be reached counts with all units it was given.
 */
export const reconcileEpisodes = (
  deps: Dependencies,
  input: ReconcileBatch,
): Promise<readonly EpisodeResult[]> =>
  whileCurrent(deps, (assertInTime) =>
    Promise.all(input.targets.map((target) => reconcileOne(deps, input, target, assertInTime))),
  );

async function reconcileOne(
  deps: Dependencies,
  input: ReconcileBatch,
  target: ReconcileTarget,
  assertInTime: () => void,
): Promise<EpisodeResult> {
  const { episodeId } = target;
  const last = await lastRunOf(deps, target);
  assertInTime();
  try {
    const verdict = await deps.client.workflow.executeUpdateWithStart(reconcile, {
      args: [requestFor(input, target)],
      updateId: `${input.requestId}/${episodeId}`,
      startWorkflowOperation: startOf(deps, input, target, last),
    });
    return { ...verdict, episodeId };
  } catch (error) {
    if (!isFinal(error)) throw error;
    const detail = error.cause instanceof Error ? error.cause.message : error.message;
    return { episodeId, kind: 'failed', spent: input.grant === undefined ? 0 : target.units, detail };
  }
}

/** A run that starts knows nothing of the one before. Where the video itself said it, and neither is a step due nor a person needed, nothing is read. */
async function lastRunOf(deps: Dependencies, target: ReconcileTarget): Promise<LastRun> {
  const { episodeId, formerIds = [], handedOver, hasSteps = false, listed = false } = target;
  if (handedOver !== undefined && !hasSteps && !listed) return handedOver;
  return { ...(await readLastRun(deps, [episodeId, ...formerIds])), ...handedOver };
}

/** gRPC's code for a request that no server accepts, for example an id that is too long. */
const INVALID_ARGUMENT = 3;

/** The episode answered with a failure, or can never be reached. After any other error the activity is retried for all. */
const isFinal = (error: unknown): error is Error =>
  error instanceof WorkflowUpdateFailedError || isInvalid(error);

/** The client wraps what gRPC says, but throws as it is what the server says of the start alone. */
function isInvalid(error: unknown): boolean {
  const said = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(said) && said.code === INVALID_ARGUMENT;
}

function requestFor(
  { request, grant }: ReconcileBatch,
  { videoId, units, takeOver, mayPublish, listed }: ReconcileTarget,
): ReconcileRequest {
  return {
    ...request,
    ...defined({ videoId, mayPublish, listed, takeOver: takeOver?.key, grant: grant && { ...grant, units } }),
  };
}

const startOf = (
  deps: Dependencies,
  { request: { commit } }: ReconcileBatch,
  target: ReconcileTarget,
  last: LastRun,
) =>
  new WithStartWorkflowOperation(WORKFLOWS.episode, {
    ...episodeStartOptions({ ...target, ...last, attributes: attributesOf(target, commit) }),
    taskQueue: deps.taskQueue,
  });

/** Attributes of a finished video's run, complete from the start: it only writes and ends. */
const attributesOf = ({ phase, videoId }: ReconcileTarget, commit: string): EpisodeAttributes | undefined =>
  phase === undefined ? undefined : { phase, videoId, commit, needsAttention: false };

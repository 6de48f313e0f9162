import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { RetryCallRequest, RetryCallResult } from '../../../contract/answers.ts';
import { episodeWorkflowId } from '../../../contract/ids.ts';
import { retry } from '../../../contract/operator.ts';
import { defined } from '../../../domain/shared/defined.ts';
import type { Dependencies } from '../../dependencies.ts';
import { withHeartbeat } from '../../run-with-quota.ts';
import { untilCancelled } from '../../until-cancelled.ts';

/** Asks open episodes to try again now, up to 25 at once. Starts none: those that have ended are returned. */
export const retryOpen = (deps: Dependencies, request: RetryCallRequest): Promise<RetryCallResult> =>
  withHeartbeat(() =>
    untilCancelled(deps, async () => {
      const all = await Promise.all(request.episodes.map((id) => retryOne(deps, request, id)));
      return {
        asked: all.flatMap((one) => ('next' in one ? [one] : [])),
        ended: all.flatMap((one) => ('next' in one ? [] : [one.episodeId])),
      };
    }),
  );

type Asked = RetryCallResult['asked'][number] | { readonly episodeId: string };

async function retryOne(
  { client }: Dependencies,
  { by, requestId }: RetryCallRequest,
  episodeId: string,
): Promise<Asked> {
  try {
    const next = await client.workflow
      .getHandle(episodeWorkflowId(episodeId))
      .executeUpdate(retry, { args: [defined({ by })], updateId: `${requestId}/${episodeId}` });
    return { episodeId, next };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { episodeId };
    if (error instanceof WorkflowUpdateFailedError)
      return { episodeId, next: error.cause?.message ?? error.message };
    throw error;
  }
}

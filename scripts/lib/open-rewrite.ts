import { describeApproval } from '../../contract/reports/approval.ts';
import { type PendingApprovalSummary, type RewriteStatus, rewriteStatus } from '../../contract/rewrite.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import type { Connected } from './connect.ts';
import type { Outcome } from './outcome.ts';
import { renderLines } from './render-blocks.ts';
import { type TemporalInput, withConnection } from './temporal.ts';
import { createNoWorkerError, readSyncStatus } from './worker.ts';

export type OpenRewrite = RewriteStatus & { readonly workflowId: string };

/** The input of `approve` and `reject`. */
export type DecisionInput = TemporalInput & {
  readonly checksum: string | undefined;
  readonly by: string | undefined;
};

/** Runs `work` on the rewrite that is open now; 0 when there is none. */
export const withOpenRewrite = (
  input: TemporalInput,
  work: (connected: Connected, rewrite: OpenRewrite) => Promise<Outcome>,
): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const rewrite = await findOpenRewrite(connected);
    if (rewrite !== undefined) return work(connected, rewrite);
    return { code: 0, text: printLines(['no rewrite is open: nothing is waiting for approval']), json: {} };
  });

async function findOpenRewrite(connected: Connected): Promise<OpenRewrite | undefined> {
  const { client, quickly } = connected;
  const { rewrite: workflowId } = await readSyncStatus(connected);
  if (workflowId === undefined) return undefined;
  const find = () => client.workflow.getHandle(workflowId).query(rewriteStatus);
  const status = await quickly(find).catch(async () => {
    throw await createNoWorkerError(connected);
  });
  return { workflowId, ...status };
}

/** Prints what is waiting for approval or was rejected: 2, or 0 when there is neither. */
export function describeOpenRewrite(
  rewrite: OpenRewrite,
  pending: PendingApprovalSummary | undefined,
): Outcome {
  const { workflowId } = rewrite;
  if (pending === undefined)
    return { code: 0, text: printLines([`${workflowId}: nothing is waiting for approval`]), json: rewrite };
  return {
    code: 2,
    text: printLines([workflowId, ...renderLines(describeApproval(rewrite))]),
    json: rewrite,
  };
}

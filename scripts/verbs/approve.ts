import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Environment, Settings } from '../../config/settings.ts';
import { SYNC_ID } from '../../contract/ids.ts';
import { approve, reject, rewriteStatus } from '../../contract/rewrite.ts';
import { syncStatus } from '../../contract/sync.ts';
import { type Connected, connect } from '../connect.ts';
import { CommandError, type Outcome } from '../outcome.ts';
import { type OpenRewrite, renderAsked } from '../status/asked.ts';

export type ApprovalWish = {
  readonly settings: Settings;
  readonly env: Environment;
  readonly checksum: string | undefined;
  readonly by: string | undefined;
};

/** Approves the plan of the open rewrite by its checksum. Without one it shows the plan: 2, or 0 where nothing waits. */
export const approveRewrite = (wish: ApprovalWish): Promise<Outcome> =>
  withRewrite(wish, async (connected, rewrite) => {
    const { checksum, by } = wish;
    if (checksum === undefined) return show(rewrite, rewrite.pending ?? rewrite.rejected);
    if (by === undefined) throw new CommandError('who says so? add --by "your name"');
    return answer(() =>
      connected.client.workflow
        .getHandle(rewrite.workflowId)
        .executeUpdate(approve, { args: [{ checksum, by }] }),
    );
  });

/** Rejects what waits; with a checksum only that plan. Without a name it shows the plan: 2, or 0 where nothing waits. */
export const rejectRewrite = (wish: ApprovalWish): Promise<Outcome> =>
  withRewrite(wish, async (connected, rewrite) => {
    const { checksum, by } = wish;
    if (by === undefined) return show(rewrite, rewrite.pending);
    const rejection = { by, ...(checksum === undefined ? {} : { checksum }) };
    return answer(() =>
      connected.client.workflow.getHandle(rewrite.workflowId).executeUpdate(reject, { args: [rejection] }),
    );
  });

async function withRewrite(
  { settings, env }: ApprovalWish,
  work: (connected: Connected, rewrite: OpenRewrite) => Promise<Outcome>,
): Promise<Outcome> {
  const connected = await connect(settings, env);
  try {
    const rewrite = await readOpen(connected);
    return rewrite === undefined ? NOTHING : await work(connected, rewrite);
  } finally {
    await connected.close();
  }
}

const NOTHING: Outcome = { code: 0, text: 'no rewrite is open: nothing waits', json: {} };

async function readOpen({ client, quickly, address }: Connected): Promise<OpenRewrite | undefined> {
  const ask = async (): Promise<OpenRewrite | undefined> => {
    const { rewrite: workflowId } = await client.workflow.getHandle(SYNC_ID).query(syncStatus);
    if (workflowId === undefined) return undefined;
    return { workflowId, ...(await client.workflow.getHandle(workflowId).query(rewriteStatus)) };
  };
  return quickly(ask).catch(() => {
    throw new CommandError(`no worker answers at ${address}: start one with \`npm start\``);
  });
}

function show(rewrite: OpenRewrite, question: OpenRewrite['pending']): Outcome {
  const json = { ...rewrite };
  if (question === undefined) return { code: 0, text: `${rewrite.workflowId}: nothing waits`, json };
  return { code: 2, text: renderAsked(rewrite).join('\n').trim(), json };
}

async function answer(send: () => Promise<string>): Promise<Outcome> {
  try {
    const said = await send();
    return { code: 0, text: said, json: { said } };
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    throw new CommandError(error.cause?.message ?? error.message);
  }
}

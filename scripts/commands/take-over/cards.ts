import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { SYNC_ID } from '../../../contract/ids.ts';
import {
  approve,
  type RewriteResult,
  type RewriteStatus,
  rewriteStatus,
  VERDICT_LABELS,
} from '../../../contract/rewrite.ts';
import { type TakeOverRequest, takeOver } from '../../../contract/sync.ts';
import { worstOf } from '../../lib/answers.ts';
import type { Connected } from '../../lib/connect.ts';
import type { OpenRewrite } from '../../lib/open-rewrite.ts';
import { CommandError, count, type ExitCode } from '../../lib/outcome.ts';
import { readUpdateResult } from '../../lib/temporal.ts';
import { readSyncStatus } from '../../lib/worker.ts';

const CHECK_MS = 500;

/** The rewrite that is open; undefined: none. */
export async function readOpenRewrite(connected: Connected): Promise<OpenRewrite | undefined> {
  const { rewrite: workflowId } = await readSyncStatus(connected);
  if (workflowId === undefined) return undefined;
  const status = await connected.client.workflow.getHandle(workflowId).query(rewriteStatus);
  return { workflowId, ...status };
}

/** The card of a take-over that waits already. */
export async function findCard(connected: Connected): Promise<OpenRewrite | undefined> {
  const rewrite = await readOpenRewrite(connected);
  return rewrite?.pending?.takeOver === undefined ? undefined : rewrite;
}

/** Asks for a card, and waits for it; undefined: nothing is to be taken over. @throws CommandError when it is refused */
export async function requestCard(
  connected: Connected,
  request: TakeOverRequest,
): Promise<OpenRewrite | undefined> {
  const sync = connected.client.workflow.getHandle(SYNC_ID);
  await readUpdateResult(sync.executeUpdate(takeOver, { args: [request] }));
  for (;;) {
    const status = await readOpenRewrite(connected);
    if (status?.pending?.takeOver !== undefined) return status;
    if (status?.preflight === undefined) return undefined;
    if (status.waitingUntil !== undefined)
      throw new CommandError(
        `it waits for units until ${status.waitingUntil}: \`npx showrunner approve\` shows the card then`,
      );
    await sleep(CHECK_MS);
  }
}

/** What became of a card. `result` absent: it goes on, and `why` the command does not wait for its end. */
export type Approved = {
  readonly answer: string;
  readonly result?: RewriteResult;
  readonly why?: string;
};

/** Approves exactly what was shown, and waits until it is done. @throws CommandError when it is refused */
export async function approveCard(
  { client }: Connected,
  { workflowId, pending }: OpenRewrite,
  by: string,
): Promise<Approved> {
  const handle = client.workflow.getHandle(workflowId);
  const { checksum = '' } = pending ?? {};
  const answer = await readUpdateResult(handle.executeUpdate(approve, { args: [{ checksum, by }] }));
  return { answer, ...(await waitForEnd(handle)) };
}

async function waitForEnd(handle: WorkflowHandle): Promise<Pick<Approved, 'result' | 'why'>> {
  const end = handle.result() as Promise<RewriteResult>;
  const ended = end.then(
    (result) => ({ result }),
    (error: unknown) => {
      throw new CommandError(`${handle.workflowId} was ended: ${String(error)}`);
    },
  );
  for (;;) {
    const done = await Promise.race([ended, sleep(CHECK_MS, undefined)]);
    if (done !== undefined) return done;
    const why = await handle.query(rewriteStatus).then(describeWait, () => undefined);
    if (why === undefined) continue;
    ended.catch(() => undefined);
    return { why };
  }
}

/** Why a rewrite does not go on by itself now; undefined: it does. */
export const describeWait = ({ waitingUntil, pausedBy }: RewriteStatus): string | undefined => {
  if (pausedBy !== undefined) return `paused by ${pausedBy}: it goes on after \`npx showrunner resume\``;
  return waitingUntil === undefined
    ? undefined
    : `it waits for units until ${waitingUntil}, and goes on then`;
};

/** What was done, in lines, and the exit code that it means. `units`: what the card said. */
export function describeApproved(
  { result, why, answer }: Approved,
  units: number,
): { readonly code: ExitCode; readonly lines: readonly string[]; readonly isClean: boolean } {
  if (result === undefined) return { code: 2, lines: [answer, why ?? ''], isClean: false };
  const { counts, notes = [], superseded } = result;
  const parts = Object.entries(VERDICT_LABELS).flatMap(([kind, label]) => {
    const size = counts[kind as keyof typeof counts];
    return size === 0 || kind === 'unchanged' ? [] : [`${count(size, 'video')} ${label}`];
  });
  const isClean = !superseded && PROBLEMS.every((kind) => counts[kind] === 0);
  const spent =
    result.units === undefined ? '' : `; ${count(result.units, 'unit')} spent, the card said ${units}`;
  return {
    code: worstOf([counts.failed + counts.stalled > 0 ? 1 : 0, isClean ? 0 : 2]),
    lines: [
      answer,
      `${parts.join(', ') || 'nothing had to be written'}${spent}`,
      ...(superseded ? ['a newer commit goes first; the rest of the card follows it by itself'] : []),
      ...(isClean ? [] : notes.map((note) => `  ${note}`)),
    ],
    isClean,
  };
}

const PROBLEMS = ['not-ours', 'edited', 'deferred', 'stalled', 'failed'] as const;

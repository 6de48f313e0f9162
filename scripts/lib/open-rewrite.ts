import { SYNC_ID } from '../../contract/ids.ts';
import { type PendingApprovalSummary, type RewriteStatus, rewriteStatus } from '../../contract/rewrite.ts';
import { syncStatus } from '../../contract/sync.ts';
import { count, formatNumber, printable, shortenCommit } from '../../domain/changes/plan/format.ts';
import type { Connected } from './connect.ts';
import type { Outcome } from './outcome.ts';
import { createNoWorkerError, type TemporalInput, withConnection } from './temporal.ts';

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
    return { code: 0, text: 'no rewrite is open: nothing is waiting for approval', json: {} };
  });

async function findOpenRewrite(connected: Connected): Promise<OpenRewrite | undefined> {
  const { client, quickly } = connected;
  const find = async (): Promise<OpenRewrite | undefined> => {
    const { rewrite: workflowId } = await client.workflow.getHandle(SYNC_ID).query(syncStatus);
    if (workflowId === undefined) return undefined;
    return { workflowId, ...(await client.workflow.getHandle(workflowId).query(rewriteStatus)) };
  };
  return quickly(find).catch(() => {
    throw createNoWorkerError(connected);
  });
}

/** Prints what is waiting for approval or was rejected: 2, or 0 when there is neither. */
export function describeOpenRewrite(
  rewrite: OpenRewrite,
  pending: PendingApprovalSummary | undefined,
): Outcome {
  const { workflowId } = rewrite;
  if (pending === undefined)
    return { code: 0, text: `${workflowId}: nothing is waiting for approval`, json: rewrite };
  return { code: 2, text: renderPendingApproval(rewrite).join('\n').trim(), json: rewrite };
}

/** The part of the open rewrite that is waiting for approval or was rejected, with the commands to type; else no lines. */
export function renderPendingApproval(rewrite: OpenRewrite): string[] {
  const { pending: asks, rejected } = rewrite;
  return [
    ...(asks === undefined ? [] : renderPlan(rewrite, asks)),
    ...(rejected === undefined ? [] : renderRejected(rewrite, rejected)),
  ];
}

const renderRejected = (
  { workflowId, pending: asks }: OpenRewrite,
  rejected: NonNullable<OpenRewrite['rejected']>,
): string[] => [
  '',
  `rejected by ${rejected.by ?? 'an unnamed operator'}: ${count(rejected.episodes, 'episode')} of ${workflowId} stay unchanged`,
  ...(asks === undefined ? [`  To write them after all: ${renderApprove(rejected)}`] : []),
];

const renderApprove = ({ checksum }: PendingApprovalSummary): string =>
  `npx showrunner approve ${checksum} --by "your name"`;

function renderPlan({ workflowId, base, commit }: OpenRewrite, pending: PendingApprovalSummary): string[] {
  const { episodes, units, days, exceeded: over, first, sampleDiffs: heads, since } = pending;
  const time = days === undefined ? 'the quota budget has no units for rewrites' : count(days, 'day');
  const limits = over.map(
    ({ name, found, limit }) => `${name} ${formatNumber(found)}, at most ${formatNumber(limit)}`,
  );
  const plan =
    base === undefined
      ? []
      : [`  Whole plan: npx showrunner plan ${shortenCommit(base)}..${shortenCommit(commit)}`];
  return [
    '',
    `waiting for approval: ${workflowId}, ${count(episodes, 'episode')}, about ${count(units, 'unit')}, ${time} (over the limit: ${limits.join('; ')})`,
    `  ${first.join(', ')}${episodes > first.length ? ` and ${formatNumber(episodes - first.length)} more` : ''}`,
    ...(since === undefined ? [] : [`  ${renderSince(since)}`]),
    ...heads.flatMap(renderSample),
    ...plan,
    `  Next: ${renderApprove(pending)}`,
    '        or npx showrunner reject --by "your name"; or revert the commit and push: nothing of it has been written.',
  ];
}

const renderSince = ({
  commit,
  checksum,
  added,
  removed,
}: NonNullable<PendingApprovalSummary['since']>): string =>
  `compared with plan ${checksum} of ${shortenCommit(commit)}: ${formatNumber(added)} added or changed, ${formatNumber(removed)} removed or changed`;

const renderSample = ({
  field,
  episodes,
  removed,
  added,
}: PendingApprovalSummary['sampleDiffs'][number]): string[] => [
  `  ${field} in ${count(episodes, 'episode')}:`,
  ...removed.map((line) => `    - ${printable(line)}`),
  ...added.map((line) => `    + ${printable(line)}`),
];

import { describeSince } from '../../contract/reports/approval.ts';
import { renderArgument } from '../../contract/reports/block.ts';
import type { Approval, PendingApprovalSummary, Rejection } from '../../contract/rewrite.ts';
import type { ApprovalRequest, PendingApproval } from '../../domain/changes/approval/approval.ts';
import { restartProgress } from './progress.ts';
import type { Excluded, RewriteState } from './state.ts';

/** Puts aside what waits, before any work: what is left is the first pass. */
export function excludeChanges(state: RewriteState, withheld: PendingApproval | undefined): void {
  state.excluded = withheld;
  state.next = 0;
  if (withheld === undefined) return;
  const pairs = keysOf(withheld);
  state.excludedKeys = pairs;
  state.end = state.total - pairs.length;
  if (state.only === undefined) return;
  // The cursor runs over the ids; where nothing is left to do it need not.
  state.end = state.only.length > pairs.length ? state.only.length : 0;
}

/** Where the cursor ends in the pass that runs. */
export const endOf = (state: RewriteState): number => state.end ?? state.only?.length ?? state.total;

const keysOf = ({ open, rejected }: Excluded): readonly string[] => [
  ...(open?.changeKeys ?? []),
  ...(rejected?.changeKeys ?? []),
];

/** What was approved becomes work when the pass before it is done. @returns false: there is none */
export function openPass(state: RewriteState): boolean {
  const [pairs, ...released] = state.approvedPasses ?? [];
  if (pairs === undefined) return false;
  state.approvedPasses = released;
  state.excludedKeys = undefined;
  state.next = 0;
  // All of it needs no filter, and no list in every order.
  state.changeKeys = pairs.length === state.total ? undefined : pairs;
  state.end = state.only?.length ?? pairs.length;
  return true;
}

/** @throws Error that says what to send instead */
export function assertApprovable(
  { excluded: withheld }: RewriteState,
  argument: Partial<Approval> | undefined,
): void {
  if (withheld === undefined) throw new Error('nothing is waiting for approval');
  const { open, rejected, both } = withheld;
  const known = [open?.checksum, rejected?.checksum, both];
  if (typeof argument?.checksum === 'string' && known.includes(argument.checksum)) return;
  const question = open ?? rejected;
  throw new Error(
    `${explain(question, argument?.checksum)}; to approve it, send ${renderArgument({ checksum: question?.checksum ?? '' })}`,
  );
}

function explain(question: ApprovalRequest | undefined, sent: unknown): string {
  const size = `${question?.changeKeys.length ?? 0} episodes, about ${question?.units ?? 0} units`;
  const plan = `the plan that is waiting has the checksum ${question?.checksum ?? ''} (${size})`;
  if (sent === undefined) return `an approval needs the checksum of the plan: ${plan}`;
  const { since } = question ?? {};
  if (since === undefined || since.checksum !== sent)
    return `${String(sent)} is the checksum of another plan: ${plan}`;
  return `${String(sent)} was the plan of ${since.commit.slice(0, 10)}: ${plan}; ${describeSince(since)}`;
}

/** Call after `assertApprovable`. */
export function approveWork(state: RewriteState, { checksum, by = 'an operator' }: Approval): string {
  const { open, rejected, both } = state.excluded ?? { both: '' };
  const isMeant = (question: ApprovalRequest | undefined): boolean =>
    question !== undefined && (checksum === question.checksum || checksum === both);
  const [opened, taken] = [isMeant(open) ? open : undefined, isMeant(rejected) ? rejected : undefined];
  const pairs = [...(opened?.changeKeys ?? []), ...(taken?.changeKeys ?? [])];
  restartProgress(state, Date.now());
  state.excluded = leave(opened === undefined ? open : undefined, taken === undefined ? rejected : undefined);
  state.approvedPasses = [...(state.approvedPasses ?? []), pairs];
  queueReport(state, { approved: pairs });
  return `${pairs.length} episodes approved by ${by}`;
}

function leave(
  open: ApprovalRequest | undefined,
  rejected: ApprovalRequest | undefined,
): Excluded | undefined {
  if (open !== undefined) return { open, both: open.checksum };
  return rejected === undefined ? undefined : { rejected, both: rejected.checksum };
}

/** @throws Error where nothing is asked, or another plan than was meant */
export function assertRejectable(
  { excluded: withheld }: RewriteState,
  argument: Rejection | undefined,
): void {
  if (withheld?.open === undefined) {
    const was = withheld?.rejected === undefined ? '' : ': it was already rejected';
    throw new Error(`nothing is waiting for approval${was}`);
  }
  const { open } = withheld;
  if (argument?.checksum !== undefined && argument.checksum !== open.checksum)
    throw new Error(explain(open, argument.checksum));
}

/** Call after `assertRejectable`. */
export function rejectWork(state: RewriteState, by = 'an operator'): string {
  const { open, rejected, both = '' } = state.excluded ?? {};
  if (open === undefined) return 'nothing is waiting';
  const before = {
    pairs: rejected?.changeKeys ?? [],
    units: rejected?.units ?? 0,
    first: rejected?.first ?? [],
  };
  state.excluded = {
    both,
    by,
    rejected: {
      ...open,
      checksum: both,
      changeKeys: [...open.changeKeys, ...before.pairs],
      units: open.units + before.units,
      first: [...open.first, ...before.first].slice(0, open.first.length),
    },
  };
  queueReport(state, { rejected: open.changeKeys });
  return `${open.changeKeys.length} episodes rejected by ${by}: they stay unchanged until they are approved or a commit changes them`;
}

/** What `sync` must hear, in order; plain state, so that nothing is lost when the workflow continues as new. */
export function queueReport(
  state: RewriteState,
  decision: Omit<NonNullable<RewriteState['unreported']>[number], 'commit'>,
): void {
  state.unreported = [...(state.unreported ?? []), { commit: state.commit, ...decision }];
}

/** For `status`: without the list of pairs. */
export const summarizePending = ({
  changeKeys: pairs,
  ...question
}: ApprovalRequest): PendingApprovalSummary => ({
  ...question,
  episodes: pairs.length,
});

import { describeSince } from '../../contract/reports/approval.ts';
import { renderArgument } from '../../contract/reports/block.ts';
import { renderPlainLines } from '../../contract/reports/text.ts';
import type {
  Approval,
  ApprovedTakeOver,
  PendingApprovalSummary,
  Rejection,
} from '../../contract/rewrite.ts';
import type { ApprovalRequest, PendingApproval } from '../../domain/changes/approval/approval.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { restartProgress } from './progress.ts';
import type { Excluded, RewriteState } from './state.ts';

/** Excludes what waits for a person or was rejected, before any work: the rest is the first pass. */
export function excludeChanges(state: RewriteState, pending: PendingApproval | undefined): void {
  patch(state, { excluded: pending, next: 0 });
  if (pending === undefined) return;
  const publishingOnly = new Set(
    [pending.open, pending.rejected].flatMap((request) => request?.publishingOnly ?? []),
  );
  const excludedKeys = keysOf(pending).filter((key) => !publishingOnly.has(key));
  const end = state.total - excludedKeys.length;
  patch(state, { excludedKeys, end, total: state.total + publishingOnly.size });
  if (state.only === undefined) return;
  // The cursor runs over the ids, unless nothing is left to do.
  state.end = state.only.length > excludedKeys.length && state.takeOver === undefined ? state.only.length : 0;
}

/** Where the cursor ends in the current pass. */
export const endOf = (state: RewriteState): number => state.end ?? state.only?.length ?? state.total;

const keysOf = ({ open, rejected }: Excluded): readonly string[] => [
  ...(open?.changeKeys ?? []),
  ...(rejected?.changeKeys ?? []),
];

/** Starts a pass over what was approved, when the previous pass is done. @returns false when there is none */
export function openPass(state: RewriteState): boolean {
  const [keys, ...later] = state.approvedPasses ?? [];
  if (keys === undefined) return false;
  patch(state, {
    approvedPasses: later,
    excludedKeys: undefined,
    isAnswered: undefined,
    next: 0,
    // A pass over everything needs no filter, and no list in each request.
    changeKeys: keys.length === state.total && state.takeOver === undefined ? undefined : keys,
    end: state.only?.length ?? keys.length,
  });
  return true;
}

/** Of a superseded take-over: what was approved, but for the passes that are done. */
export function findUnfinished(state: RewriteState): ApprovedTakeOver | undefined {
  const {
    takeOver,
    superseded,
    only: episodes = [],
    changeKeys = [],
    isAnswered,
    approvedPasses = [],
  } = state;
  if (takeOver !== true || !superseded) return undefined;
  const keys = [...(isAnswered ? [] : changeKeys), ...approvedPasses.flat()];
  return keys.length === 0 ? undefined : { episodes, keys };
}

/** @throws Error that says what to send instead */
export function assertApprovable({ excluded }: RewriteState, { checksum }: Partial<Approval>): void {
  if (excluded === undefined) throw new Error('nothing is waiting for approval');
  const { open, rejected, checksum: both } = excluded;
  const known = [open?.checksum, rejected?.checksum, both];
  if (checksum !== undefined && known.includes(checksum)) return;
  const request = open ?? rejected;
  throw new Error(
    `${describeMismatch(request, checksum)}; to approve it, send ${renderArgument({ checksum: request?.checksum ?? '' })}`,
  );
}

function describeMismatch(request: ApprovalRequest | undefined, sent: unknown): string {
  const size = `${request?.changeKeys.length ?? 0} episodes, about ${request?.units ?? 0} units`;
  const plan = `the plan that is waiting has the checksum ${request?.checksum ?? ''} (${size})`;
  if (sent === undefined) return `an approval needs the checksum of the plan: ${plan}`;
  const { since } = request ?? {};
  if (since === undefined || since.checksum !== sent)
    return `${String(sent)} is the checksum of another plan: ${plan}`;
  return `${String(sent)} was the plan of ${since.commit.slice(0, 10)}: ${plan}; ${renderPlainLines(describeSince(since)).join(' ')}`;
}

/** Call after `assertApprovable`. */
export function approveWork(state: RewriteState, { checksum, by = 'an operator' }: Approval): string {
  const { open, rejected, checksum: both } = state.excluded ?? { checksum: '' };
  const isApproved = (request: ApprovalRequest | undefined): boolean =>
    request !== undefined && (checksum === request.checksum || checksum === both);
  const approved = [open, rejected].filter(isApproved);
  const keys = approved.flatMap((request) => request?.changeKeys ?? []);
  restartProgress(state, Date.now());
  patch(state, {
    excluded: createExcluded(
      isApproved(open) ? undefined : open,
      isApproved(rejected) ? undefined : rejected,
    ),
    approvedPasses: [...(state.approvedPasses ?? []), keys],
    ...allowPublications(state, approved),
  });
  queueReport(state, { approved: approved.flatMap((request) => recordedKeysOf(request)) });
  return `${keys.length} episodes approved by ${by}`;
}

/** Exactly the publications that the approved plans name. */
function allowPublications(
  { publicationKeys = [] }: RewriteState,
  approved: readonly (ApprovalRequest | undefined)[],
): Pick<RewriteState, 'publicationKeys'> {
  const named = approved.flatMap((request) => request?.publishing?.keys ?? []);
  return named.length === 0 ? {} : { publicationKeys: [...new Set([...publicationKeys, ...named])] };
}

/** What a decision about a request is remembered by: its changes, and its publications by keys of their own. */
function recordedKeysOf(request: ApprovalRequest | undefined): readonly string[] {
  const { changeKeys = [], publishing, publishingOnly = [] } = request ?? {};
  const only = new Set(publishingOnly);
  return [...changeKeys.filter((key) => !only.has(key)), ...(publishing?.keys ?? [])];
}

/** What is still excluded after an approval of the other half. */
function createExcluded(
  open: ApprovalRequest | undefined,
  rejected: ApprovalRequest | undefined,
): Excluded | undefined {
  if (open !== undefined) return { open, checksum: open.checksum };
  return rejected === undefined ? undefined : { rejected, checksum: rejected.checksum };
}

/** @throws Error when nothing waits, or another plan than the one sent */
export function assertRejectable({ excluded }: RewriteState, argument: Rejection): void {
  if (excluded?.open === undefined) {
    const hint = excluded?.rejected === undefined ? '' : ': it was already rejected';
    throw new Error(`nothing is waiting for approval${hint}`);
  }
  const { open } = excluded;
  if (argument.checksum !== undefined && argument.checksum !== open.checksum)
    throw new Error(describeMismatch(open, argument.checksum));
}

/** Call after `assertRejectable`. */
export function rejectWork(state: RewriteState, by = 'an operator'): string {
  const { open, rejected, checksum: both = '' } = state.excluded ?? {};
  if (open === undefined) return 'nothing is waiting for approval';
  const before = {
    changeKeys: rejected?.changeKeys ?? [],
    units: rejected?.units ?? 0,
    first: rejected?.first ?? [],
  };
  state.excluded = {
    checksum: both,
    by,
    rejected: {
      ...open,
      checksum: both,
      changeKeys: [...open.changeKeys, ...before.changeKeys],
      units: open.units + before.units,
      first: [...open.first, ...before.first].slice(0, open.first.length),
      ...joinPublishing(open, rejected),
    },
  };
  queueReport(state, { rejected: recordedKeysOf(open) });
  return `${open.changeKeys.length} episodes rejected by ${by}: they stay unchanged until they are approved or a commit changes them`;
}

function joinPublishing(
  open: ApprovalRequest,
  rejected: ApprovalRequest | undefined,
): Pick<ApprovalRequest, 'publishing' | 'publishingOnly'> {
  const all = [open, ...(rejected === undefined ? [] : [rejected])];
  const publishing = all.flatMap((request) => request.publishing ?? []);
  const publishingOnly = all.flatMap((request) => request.publishingOnly ?? []);
  return {
    ...(publishing.length === 0
      ? {}
      : {
          publishing: {
            keys: publishing.flatMap(({ keys }) => keys),
            text: publishing.map(({ text }) => text).join('; '),
          },
        }),
    ...(publishingOnly.length === 0 ? {} : { publishingOnly }),
  };
}

/** Queues what `sync` must record, in order; in the state, so that nothing is lost when the workflow continues as new. */
export function queueReport(
  state: RewriteState,
  decision: Omit<NonNullable<RewriteState['unreported']>[number], 'commit'>,
): void {
  state.unreported = [...(state.unreported ?? []), { commit: state.commit, ...decision }];
}

/** For `status`: without the list of keys. */
export const summarizePending = ({
  changeKeys,
  publishing,
  publishingOnly,
  ...request
}: ApprovalRequest): PendingApprovalSummary => ({
  ...request,
  episodes: changeKeys.length,
  ...defined({ publishing: publishing?.text, publishingOnly: publishingOnly?.length }),
});

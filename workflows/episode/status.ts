import { infoOf } from '../../contract/commit.ts';
import type { EpisodeStatus, ReconcileRequest } from '../../contract/episode.ts';
import { renderArgument } from '../../contract/reports/block.ts';
import { defined } from '../../domain/shared/defined.ts';
import { asksWhichItIs } from './duplicate-question.ts';
import { addRefusedSteps, toRefusedStatus } from './refused-steps.ts';
import { type EpisodeState, hasOnlyAnswered, isOver } from './state.ts';

export function describeNext(state: EpisodeState): string {
  const { pausedBy, pending, stalled, checkAt, checkFor } = state;
  if (pausedBy !== undefined) return `paused by ${pausedBy}; send the update \`resume\``;
  if (asksWhichItIs(state))
    return `waiting for a person: name its video in its file, or send the update \`create\` with ${renderArgument()} if it needs a new one`;
  if (stalled)
    return `waiting for a person; then send the update \`retry\`, or commit a fix${checkAt === undefined ? '' : `; ${describeCheck(checkAt, checkFor)}`}`;
  if (pending !== undefined) return describePending(state, pending);
  if (checkAt !== undefined) return describeCheck(checkAt, checkFor);
  return isOver(state) ? 'nothing: it is over' : 'waiting for a commit';
}

/** What it does or waits for, and what for. */
function describePending(state: EpisodeState, { commit }: ReconcileRequest): string {
  const { quotaRequestId, quotaGrant, retryAt } = state;
  const id = commit.slice(0, 10);
  if (quotaRequestId !== undefined && quotaGrant?.stopped)
    return 'waiting: nothing is sent until what `quota` shows is fixed';
  if (quotaRequestId !== undefined)
    return `waiting for quota to apply commit ${id}${quotaGrant?.until === undefined ? '' : `, until ${quotaGrant.until} at the latest`}`;
  return retryAt === undefined
    ? `working on commit ${id}`
    : `retries at ${formatTime(retryAt)} to apply commit ${id}`;
}

const describeCheck = (checkAt: number, checkFor: string | undefined): string =>
  `checks again at ${formatTime(checkAt)}${checkFor === undefined ? '' : ` ${checkFor}`}`;

const formatTime = (ms: number): string => new Date(ms).toISOString();

/** One that has just started has not answered yet. */
const hasGivenAnswer = (state: EpisodeState): boolean => hasOnlyAnswered(state) && state.whose !== undefined;

export function toEpisodeStatus(state: EpisodeState): EpisodeStatus {
  const { episodeId, title, phase, videoId, commit, seq, lastEvent, attention, needs } = state;
  const { start, pausedBy, pending, skippedFields, publishAt, whose, replaced } = state;
  const { videoPages, lastWrite, lastLookAt, fileProblem } = state;
  return {
    episodeId,
    title,
    phase,
    seq,
    lastEvent,
    next: describeNext(state),
    paused: pausedBy !== undefined,
    ...defined({ videoId, commit, start, publishAt, pausedBy, pausedAt: state.pausedAt, whose, needs }),
    ...defined({ attention: addRefusedSteps(state, attention) }),
    ...defined({ fileProblem, videoPages, lastWrite, commitInfo: infoOf(commit, state.commitInfo) }),
    ...defined({ lastLookAt: lastLookAt === undefined ? undefined : formatTime(lastLookAt) }),
    ...defined({ pendingCommit: pending?.commit, pendingInfo: infoOf(pending?.commit, pending?.commitInfo) }),
    ...((replaced?.notes ?? []).length === 0 ? {} : defined({ replaced: replaced?.notes })),
    ...(isOver(state) || hasGivenAnswer(state) ? { ends: true } : {}),
    ...(asksWhichItIs(state) ? { asksForCreate: true } : {}),
    ...(skippedFields.length === 0 ? {} : { skippedFields, ...defined({ differences: state.differences }) }),
    ...(state.refusedSteps === undefined ? {} : { refusedSteps: toRefusedStatus(state) }),
  };
}

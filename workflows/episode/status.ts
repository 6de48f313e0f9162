import type { EpisodeStatus } from '../../contract/episode.ts';
import { renderArgument } from '../../contract/reports/block.ts';
import { defined } from '../../domain/shared/defined.ts';
import { asksWhichItIs } from './duplicate-question.ts';
import { addRefusedSteps, toRefusedStatus } from './refused-steps.ts';
import { type EpisodeState, hasOnlyAnswered, isOver } from './state.ts';

export function describeNext(state: EpisodeState): string {
  const { pausedBy, pending, stalled, quotaRequestId, quotaGrant, retryAt, checkAt } = state;
  if (pausedBy !== undefined) return `paused by ${pausedBy}; send the update \`resume\``;
  if (asksWhichItIs(state))
    return `waiting for a person: name its video in its file, or send the update \`create\` with ${renderArgument()} if it needs a new one`;
  if (stalled)
    return `waiting for a person; then send the update \`retry\`, or commit a fix${describeCheck(checkAt)}`;
  if (pending !== undefined && quotaRequestId !== undefined && quotaGrant?.stopped)
    return 'waiting: nothing is sent until what `quota` shows is fixed';
  if (pending !== undefined && quotaRequestId !== undefined)
    return `waiting for quota${quotaGrant?.until === undefined ? '' : `, until ${quotaGrant.until} at the latest`}`;
  if (pending !== undefined && retryAt !== undefined) return `retries at ${formatTime(retryAt)}`;
  if (pending !== undefined) return `working on commit ${pending.commit.slice(0, 10)}`;
  if (checkAt !== undefined) return `checks again at ${formatTime(checkAt)}`;
  return isOver(state) ? 'nothing: it is over' : 'waiting for a commit';
}

const describeCheck = (checkAt: number | undefined): string =>
  checkAt === undefined ? '' : `; checks again at ${formatTime(checkAt)}`;

const formatTime = (ms: number): string => new Date(ms).toISOString();

/** One that has just started has not answered yet. */
const hasGivenAnswer = (state: EpisodeState): boolean => hasOnlyAnswered(state) && state.whose !== undefined;

export function toEpisodeStatus(state: EpisodeState): EpisodeStatus {
  const { episodeId, title, phase, videoId, commit, seq, lastEvent, attention, needs } = state;
  const { start, pausedBy, pending, skippedFields, publishAt, whose, replaced } = state;
  return {
    episodeId,
    title,
    phase,
    seq,
    lastEvent,
    next: describeNext(state),
    paused: pausedBy !== undefined,
    ...defined({ videoId, commit, start, publishAt, pausedBy, whose, needs }),
    ...defined({ attention: addRefusedSteps(state, attention) }),
    ...defined({ pendingCommit: pending?.commit }),
    ...((replaced?.notes ?? []).length === 0 ? {} : defined({ replaced: replaced?.notes })),
    ...(isOver(state) || hasGivenAnswer(state) ? { ends: true } : {}),
    ...(asksWhichItIs(state) ? { asksForCreate: true } : {}),
    ...(skippedFields.length === 0 ? {} : { skippedFields, ...defined({ differences: state.differences }) }),
    ...(state.refusedSteps === undefined ? {} : { refusedSteps: toRefusedStatus(state) }),
  };
}

import type { EpisodeStatus } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { asksWhichItIs, CREATE_ARGUMENT } from './duplicate-question.ts';
import { type EpisodeState, isOver } from './state.ts';

export function describeNext(state: EpisodeState): string {
  if (state.pausedBy !== undefined) return `paused by ${state.pausedBy}; send the update \`resume\``;
  if (asksWhichItIs(state))
    return `waits for a person: name its video in its file, or send the update \`create\` with ${CREATE_ARGUMENT} if it needs a new one`;
  if (state.stalled)
    return `waits for a person; then send the update \`retry\`, or commit a fix${describeCheck(state)}`;
  if (state.pending !== undefined && state.quotaRequestId !== undefined)
    return `waits for units${state.quotaGrant?.until === undefined ? '' : `, until ${state.quotaGrant.until} at the latest`}`;
  if (state.pending !== undefined && state.retryAt !== undefined)
    return `tries again at ${new Date(state.retryAt).toISOString()}`;
  if (state.pending !== undefined) return `working on commit ${state.pending.commit.slice(0, 10)}`;
  if (state.checkAt !== undefined) return `checks again at ${new Date(state.checkAt).toISOString()}`;
  return isOver(state) ? 'nothing: it is over' : 'waits for a commit';
}

const describeCheck = ({ checkAt }: EpisodeState): string =>
  checkAt === undefined ? '' : `; checks again at ${new Date(checkAt).toISOString()}`;

export function describeEpisode(state: EpisodeState): EpisodeStatus {
  const { episodeId, title, phase, videoId, commit, seq, lastEvent, attention, skippedFields } = state;
  return {
    episodeId,
    title,
    phase,
    seq,
    lastEvent,
    next: describeNext(state),
    paused: state.pausedBy !== undefined,
    ...defined({ videoId, commit, attention }),
    ...(skippedFields.length === 0 ? {} : { skippedFields }),
  };
}

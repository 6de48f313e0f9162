import type { EpisodeStatus } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { asksWhichItIs, CREATE_ARGUMENT } from './duplicate-question.ts';
import { type EpisodeState, isOver } from './state.ts';

export function describeNext(state: EpisodeState): string {
  if (state.pausedBy !== undefined) return `paused by ${state.pausedBy}; send the update \`resume\``;
  if (asksWhichItIs(state))
    return `waits for a person: say in its file which video it is, or send the update \`create\` with ${CREATE_ARGUMENT} if it is another one`;
  if (state.stalled)
    return `waits for a person; then send the update \`retry\`, or commit${alsoLooks(state)}`;
  if (state.pending !== undefined && state.quotaRequestId !== undefined)
    return `waits for units${state.quotaGrant?.until === undefined ? '' : `, until ${state.quotaGrant.until} at the latest`}`;
  if (state.pending !== undefined && state.retryAt !== undefined)
    return `tries again at ${new Date(state.retryAt).toISOString()}`;
  if (state.pending !== undefined) return `is at work on commit ${state.pending.commit.slice(0, 10)}`;
  if (state.checkAt !== undefined) return `looks again at ${new Date(state.checkAt).toISOString()}`;
  return isOver(state) ? 'nothing: it is over' : 'waits for a commit';
}

const alsoLooks = ({ checkAt: lookAt }: EpisodeState): string =>
  lookAt === undefined ? '' : `; looks again at ${new Date(lookAt).toISOString()}`;

export function toEpisodeStatus(state: EpisodeState): EpisodeStatus {
  const {
    episodeId,
    title,
    phase,
    videoId,
    commit,
    seq,
    lastEvent: last,
    attention,
    skippedFields: left,
  } = state;
  return {
    episodeId,
    title,
    phase,
    seq,
    lastEvent: last,
    next: describeNext(state),
    paused: state.pausedBy !== undefined,
    ...defined({
      videoId,
      commit,
      attention,
      start: state.start,
      pausedBy: state.pausedBy,
      pendingCommit: state.pending?.commit,
    }),
    ...(asksWhichItIs(state) ? { asksForCreate: true } : {}),
    ...(left.length === 0 ? {} : { skippedFields: left }),
  };
}

import { upsertMemo } from '@temporalio/workflow';
import type { Remembered } from '../../contract/episode.ts';
import type { EpisodeState } from './state.ts';

/** Remembers the video as handed over, in the state and in the memo, where other activities read it when its marker is gone. */
export function remember(state: EpisodeState, now: Remembered | undefined): void {
  if (now === undefined || isSame(state.remembered, now)) return;
  const remembered = addFormer(now, state.remembered);
  state.remembered = remembered;
  upsertMemo({ remembered });
}

/** At the end of a run: the next one must not send again what was refused. */
export function rememberRefusals({ refusedSteps }: EpisodeState): void {
  if (refusedSteps !== undefined) upsertMemo({ refusedSteps });
}

const isSame = (one: Remembered | undefined, other: Remembered): boolean =>
  one?.videoId === other.videoId && one.seal === other.seal && one.markerless === other.markerless;

const MAX_FORMER = 5;

/** A video that was ours stays known when another one takes its place: its file may say what becomes of it. */
function addFormer(now: Remembered, before: Remembered | undefined): Remembered {
  if (before === undefined) return now;
  const { former = [], ...last } = before;
  const known = [...(last.unproven === true ? [] : [last]), ...former];
  const others = known.filter(({ videoId }) => videoId !== now.videoId).slice(0, MAX_FORMER);
  return others.length === 0 ? now : { ...now, former: others };
}

/** What its activities need to know. A run of version 0.2 only knows the video, which its file may have named. */
export const rememberedBy = ({ remembered, videoId }: EpisodeState): Remembered | undefined =>
  remembered ?? (videoId === undefined ? undefined : { videoId, unproven: true });

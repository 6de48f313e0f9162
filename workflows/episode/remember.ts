import { upsertMemo } from '@temporalio/workflow';
import type { Remembered } from '../../contract/episode.ts';
import type { EpisodeState } from './state.ts';

/** Remembers the video as handed over, in the state and in the memo, where other activities read it when its marker is gone. */
export function remember(state: EpisodeState, remembered: Remembered | undefined): void {
  if (remembered === undefined || isSame(state.remembered, remembered)) return;
  state.remembered = remembered;
  upsertMemo({ remembered });
}

const isSame = (one: Remembered | undefined, other: Remembered): boolean =>
  one?.videoId === other.videoId && one.seal === other.seal && one.markerless === other.markerless;

/** What its activities need to know. A run of version 0.2 only knows the video, which its file may have named. */
export const rememberedBy = ({ remembered, videoId }: EpisodeState): Remembered | undefined =>
  remembered ?? (videoId === undefined ? undefined : { videoId, unproven: true });

import type { ReconcileTarget, SliceResult } from '../../contract/rewrite.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import type { EpisodeChange } from '../../domain/changes/plan/changes.ts';

export type Count = keyof SliceResult['counts'];

/** What the comparison of one episode with YouTube came to: it is to be reconciled, or only counted. */
export type SliceOutcome =
  | { readonly target: ReconcileTarget }
  | { readonly count: Count; readonly note?: string };

export const countNotOurs = (
  { episodeId }: Pick<EpisodeChange, 'episodeId'>,
  { videoId }: Pick<LiveVideo, 'videoId'>,
): SliceOutcome => ({
  count: 'not-ours',
  note: `${episodeId}: video ${videoId} was never handed over; nothing is changed on it`,
});

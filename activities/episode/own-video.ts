import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos, type StoredVideo } from '../../clients/youtube/videos.ts';
import type { VideoRequest } from '../../contract/episode.ts';
import { chooseVideos, claimsOf, markerIdsOf } from '../../domain/changes/claims.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { type MarkerForms, parseDescription } from '../../domain/render/description/marker.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { Failure, stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';

/** Videos that may belong to an episode: the one its file names, else those that were seen with its marker. Free. */
export const candidatesOf = (
  { index }: Pick<Dependencies, 'index'>,
  catalog: Catalog,
  episode: Episode,
): readonly string[] =>
  chooseVideos(
    catalog,
    episode,
    markerIdsOf(episode).flatMap((id) => index.all(id)),
  );

/** Whether a description has the episode's marker, with its current id or a former one. */
export function carriesMarkerOf(
  episode: Episode,
  { description }: Pick<LiveVideo, 'description'>,
  forms: MarkerForms,
): boolean {
  const { marker } = parseDescription(description, forms);
  return marker !== undefined && markerIdsOf(episode).includes(marker.episodeId);
}

/** With two videos of one marker, only a person can decide. */
export const twoVideosFailure = ({ id, origin }: Episode, videoIds: readonly string[]): Failure =>
  stall(
    'two-videos',
    `${videoIds.join(' and ')} all carry the marker of ${id}: remove that line from the wrong ones, or set the right one as "youtube: { videoId: ... }" or the wrong ones as "youtube: { replaces: [...] }" in ${origin.path}`,
  );

/** A video that a file lists under `replaces` is never written again, whatever marker it has. */
export function assertNotReplaced(catalog: Catalog, { id, origin }: Episode, videoId: string): void {
  if (!claimsOf(catalog).replaced.has(videoId)) return;
  throw stall(
    'replaced',
    `video ${videoId} is listed under "replaces" and is never written again: remove it there, or set another video for ${id} in ${origin.path}`,
  );
}

/**
 * Nothing is written to a video without our marker and without an explicit videoId in the episode's file, nor to one whose marker
 * names another episode.
 */
export function assertOwnership(input: {
  live: LiveVideo;
  desired: Desired;
  episode: Episode;
  forms: MarkerForms;
  /** Overwriting the description makes the video ours again, because the marker comes with it. */
  overwrite?: readonly Field[] | undefined;
}): void {
  const { live, desired, episode, forms, overwrite } = input;
  const { marker } = parseDescription(live.description, forms);
  const isOverwritten = overwrite?.includes('description') === true;
  if (marker === undefined && desired.videoId !== live.videoId && !isOverwritten) {
    throw stall(
      'no-marker',
      `video ${live.videoId} carries no marker of ${desired.episodeId}: if it is this episode, put "youtube: { videoId: ${live.videoId} }" into ${episode.origin.path}`,
    );
  }
  if (
    marker !== undefined &&
    marker.episodeId !== desired.episodeId &&
    !episode.aliases.includes(marker.episodeId)
  ) {
    throw stall(
      'foreign-marker',
      `video ${live.videoId} carries the marker of ${marker.episodeId}, not of ${desired.episodeId}: correct youtube.videoId in ${episode.origin.path}, or list the former id under aliases`,
    );
  }
}

const FRESH_RETRY_MS = 500;
const HOUR = 60 * 60 * 1000;

/** Reads the video of a request, 1 unit. A video that was just created can be invisible for seconds; any other has vanished. */
export async function readLive(
  deps: Dependencies,
  { meter, signal }: YouTubeCall,
  request: Pick<VideoRequest, 'videoId' | 'episodeId' | 'madeMsAgo'>,
): Promise<StoredVideo> {
  const { videoId, episodeId, madeMsAgo = HOUR } = request;
  const [live] = await readVideos(deps.youtube, meter, [videoId], signal);
  if (live !== undefined) return live;
  if (madeMsAgo < HOUR) throw notVisibleFailure(videoId);
  throw stall(
    'vanished',
    `video ${videoId} of ${episodeId} is no longer on YouTube: if it was deleted on purpose, remove the episode's file or its youtube.videoId; then send the update retry`,
  );
}

export const notVisibleFailure = (videoId: string): Failure =>
  new Failure({
    kind: 'wait',
    reason: 'not-visible',
    message: `video ${videoId} is not visible yet`,
    outcome: 'not-sent',
    retryAfterMs: FRESH_RETRY_MS,
  });

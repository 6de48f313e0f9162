import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos, type StoredVideo } from '../../clients/youtube/videos.ts';
import type { VideoRequest } from '../../contract/episode.ts';
import { chooseVideos, namesOf, readClaims } from '../../domain/changes/claims.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { type MarkerForms, parseDescription } from '../../domain/render/description/marker.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { Failure, stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';

/** Videos that may be an episode's: the one its file names, else those that were seen with its marker. From memory, costs nothing. */
export const candidatesOf = (
  { index }: Pick<Dependencies, 'index'>,
  catalog: Catalog,
  episode: Episode,
): readonly string[] =>
  chooseVideos(
    catalog,
    episode,
    namesOf(episode).flatMap((id) => index.all(id)),
  );

/** Whether a description carries the episode's marker, under its present id or a former one. */
export function carriesMarkerOf(
  episode: Episode,
  { description }: Pick<LiveVideo, 'description'>,
  forms: MarkerForms,
): boolean {
  const { marker } = parseDescription(description, forms);
  return marker !== undefined && namesOf(episode).includes(marker.episodeId);
}

/** Two videos with one marker are a person's question, not ours to answer. */
export const twoVideosFailure = ({ id, origin }: Episode, videoIds: readonly string[]): Failure =>
  stall(
    'two-videos',
    `${videoIds.join(' and ')} all carry the marker of ${id}: remove that line from the wrong ones, or put the right one as "youtube: { videoId: ... }" or the wrong ones as "youtube: { replaces: [...] }" into ${origin.path}`,
  );

/** A video that a file lists under `replaces` is never written again, whatever marker it carries. */
export function assertNotReplaced(catalog: Catalog, { id, origin }: Episode, videoId: string): void {
  if (!readClaims(catalog).replaced.has(videoId)) return;
  throw stall(
    'replaced',
    `video ${videoId} stands under "replaces" and is never written again: take it out there, or name another video than it for ${id} in ${origin.path}`,
  );
}

/**
 * Nothing is written to a video that carries neither our marker nor an explicit videoId in its YAML, nor to one whose
 * marker names another episode.
 */
export function assertOwnership(input: {
  live: LiveVideo;
  desired: Desired;
  episode: Episode;
  forms: MarkerForms;
  /** Releasing the description makes it ours again: the marker comes with it. */
  overwrite?: readonly Field[] | undefined;
}): void {
  const { live, desired, episode, forms, overwrite } = input;
  const { marker } = parseDescription(live.description, forms);
  const isReleased = overwrite?.includes('description') === true;
  if (marker === undefined && desired.videoId !== live.videoId && !isReleased) {
    throw stall(
      'no-marker',
      `video ${live.videoId} carries no marker of ${desired.episodeId}: put "youtube: { videoId: ${live.videoId} }" into ${episode.origin.path} if it is this episode`,
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

/** The video of an request, 1 unit. One that was made a moment ago can be invisible for seconds; any other has vanished. */
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
    `video ${videoId} of ${episodeId} is not on YouTube any more: if it was deleted on purpose, remove the episode's file or its youtube.videoId; then send the update retry`,
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

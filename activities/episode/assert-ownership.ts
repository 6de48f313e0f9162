import type { LiveVideo } from '../../domain/changes/live.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { type MarkerForms, parseDescription } from '../../domain/render/description/marker.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { stall } from '../../domain/shared/failure.ts';

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

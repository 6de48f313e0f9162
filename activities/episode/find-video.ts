import { chooseVideos, claimsOf, markerIdsOf } from '../../domain/changes/claims.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { type MarkerForms, parseDescription } from '../../domain/render/description/marker.ts';
import { type Failure, stall } from '../../domain/shared/failure.ts';
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
    markerIdsOf(episode).flatMap((id) => index.all(id)),
  );

/** Whether a description carries the episode's marker, under its present id or a former one. */
export function carriesMarkerOf(
  episode: Episode,
  { description }: Pick<LiveVideo, 'description'>,
  forms: MarkerForms,
): boolean {
  const { marker } = parseDescription(description, forms);
  return marker !== undefined && markerIdsOf(episode).includes(marker.episodeId);
}

/** Two videos with one marker are a person's question, not ours to answer. */
export const twoVideosFailure = ({ id, origin }: Episode, videoIds: readonly string[]): Failure =>
  stall(
    'two-videos',
    `${videoIds.join(' and ')} all carry the marker of ${id}: remove that line from the wrong ones, or put the right one as "youtube: { videoId: ... }" or the wrong ones as "youtube: { replaces: [...] }" into ${origin.path}`,
  );

/** A video that a file lists under `replaces` is never written again, whatever marker it carries. */
export function assertNotReplaced(catalog: Catalog, { id, origin }: Episode, videoId: string): void {
  if (!claimsOf(catalog).replaced.has(videoId)) return;
  throw stall(
    'replaced',
    `video ${videoId} stands under "replaces" and is never written again: take it out there, or name another video than it for ${id} in ${origin.path}`,
  );
}

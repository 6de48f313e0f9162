import type { Catalog, Episode } from '../content/catalog/records.ts';
import { type MarkerForms, parseDescription } from '../render/description/marker.ts';
import type { Desired } from '../render/desired.ts';
import type { LiveVideo } from './live.ts';

/** What the files of a catalog say about videos: `named` leads from a video to its episode, `replaced` are never touched again. */
export type Claims = { readonly named: ReadonlyMap<string, string>; readonly replaced: ReadonlySet<string> };

const known = new WeakMap<Catalog, Claims>();

/** Reads `youtube.videoId` and `youtube.replaces` of every episode, once for a catalog. */
export function readClaims(catalog: Catalog): Claims {
  const claims = known.get(catalog) ?? collectClaims(Object.values(catalog.episodes));
  known.set(catalog, claims);
  return claims;
}

function collectClaims(episodes: readonly Episode[]): Claims {
  return {
    named: new Map(
      episodes.flatMap(({ id, youtube }) =>
        youtube?.videoId === undefined ? [] : [[youtube.videoId, id] as const],
      ),
    ),
    replaced: new Set(episodes.flatMap(({ youtube }) => youtube?.replaces ?? [])),
  };
}

/** The ids under which an episode's marker may stand on a video. */
export const namesOf = ({ id, aliases }: Pick<Episode, 'id' | 'aliases'>): readonly string[] => [
  id,
  ...aliases,
];

/**
 * Which of the videos with an episode's marker may be its own: the one that its file names, marker or not; else all that
 * nobody replaces and no other file names. More than one: nobody can say which.
 */
export function chooseVideos(
  catalog: Catalog,
  episode: Episode,
  marked: readonly string[],
): readonly string[] {
  if (episode.youtube?.videoId !== undefined) return [episode.youtube.videoId];
  const { named, replaced } = readClaims(catalog);
  return [...new Set(marked)].filter((videoId) => !replaced.has(videoId) && !named.has(videoId));
}

/** Whether a file or a former id stands for this episode id. */
export const isNamed = ({ episodes, episodeAliases }: Catalog, episodeId: string): boolean =>
  episodes[episodeId] !== undefined || episodeAliases[episodeId] !== undefined;

/**
 * The bases that speak of this video. What an older commit said of an episode was never written to a video that a person made
 * and that was only named later: nothing on it is ours.
 */
export function basesOfVideo(
  bases: readonly Desired[],
  live: LiveVideo,
  forms: MarkerForms,
): readonly Desired[] {
  if (parseDescription(live.description, forms).marker?.seal !== undefined) return bases;
  return bases.filter(({ videoId }) => videoId === live.videoId);
}

import type { Catalog, Episode } from '../content/catalog/records.ts';

/** What a catalog's files say about videos: `named` maps a video to its episode; `replaced` videos are no episode's any more. */
export type Claims = { readonly named: ReadonlyMap<string, string>; readonly replaced: ReadonlySet<string> };

const known = new WeakMap<Catalog, Claims>();

/** `youtube.videoId` and `youtube.replaces` of every episode, collected once per catalog. */
export function claimsOf(catalog: Catalog): Claims {
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
    replaced: new Set(
      episodes.flatMap(({ youtube }) => youtube?.replaces.map(({ videoId }) => videoId) ?? []),
    ),
  };
}

/** The ids that an episode's marker on a video may have. */
export const markerIdsOf = ({ id, aliases }: Pick<Episode, 'id' | 'aliases'>): readonly string[] => [
  id,
  ...aliases,
];

/**
 * The videos that may belong to an episode: the one that its file names, with or without a marker; else all videos with its
 * marker that no file replaces and no other file names. If there are several, it is ambiguous.
 */
export function chooseVideos(
  catalog: Catalog,
  episode: Episode,
  marked: readonly string[],
): readonly string[] {
  if (episode.youtube?.videoId !== undefined) return [episode.youtube.videoId];
  const { named, replaced } = claimsOf(catalog);
  return [...new Set(marked)].filter((videoId) => !replaced.has(videoId) && !named.has(videoId));
}

/** Whether an episode has this id or had it before. */
export const isKnownEpisode = ({ episodes, episodeAliases }: Catalog, episodeId: string): boolean =>
  episodes[episodeId] !== undefined || episodeAliases[episodeId] !== undefined;

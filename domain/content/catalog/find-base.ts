import type { Catalog, Episode } from './records.ts';

/** The same episode in the base: by id, by a former id or, if a rename was reverted, by the id that it had in between. */
export function findBase(base: Catalog | undefined, head: Catalog, episode: Episode): Episode | undefined {
  const same = base?.episodes[episode.id];
  if (base === undefined || same !== undefined) return same;
  const meanwhile = base.episodeAliases[episode.id];
  return [...episode.aliases, ...(meanwhile === undefined ? [] : [meanwhile])]
    .filter((id) => head.episodes[id] === undefined)
    .map((id) => base.episodes[id])
    .find((found) => found !== undefined);
}

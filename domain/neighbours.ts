import { compareTexts } from './problem.ts';
import type { Catalog, Episode } from './records.ts';

type Neighbours = { readonly previous?: Episode; readonly next?: Episode };

const NONE: Neighbours = {};
const indexes = new WeakMap<Catalog, ReadonlyMap<string, Neighbours>>();

/** The episodes of the same show just before and just after, by start; drafts, cancelled ones and `kind: none` do not count. */
export function neighboursOf(catalog: Catalog, episode: Episode): Neighbours {
  let index = indexes.get(catalog);
  if (index === undefined) {
    index = indexNeighbours(catalog);
    indexes.set(catalog, index);
  }
  return index.get(episode.id) ?? NONE;
}

function indexNeighbours(catalog: Catalog): Map<string, Neighbours> {
  const index = new Map<string, Neighbours>();
  for (const run of groupByShow(catalog).values()) {
    run.sort((a, b) => compareTexts(a.start ?? '', b.start ?? '') || compareTexts(a.id, b.id));
    run.forEach((episode, at) => {
      const [previous, next] = [run[at - 1], run[at + 1]];
      index.set(episode.id, { ...(previous && { previous }), ...(next && { next }) });
    });
  }
  return index;
}

function groupByShow(catalog: Catalog): Map<string, Episode[]> {
  const shows = new Map<string, Episode[]>();
  for (const episode of Object.values(catalog.episodes)) {
    if (episode.show === undefined || episode.start === undefined) continue;
    if (episode.status !== 'scheduled' || episode.kind === 'none') continue;
    const run = shows.get(episode.show);
    if (run === undefined) shows.set(episode.show, [episode]);
    else run.push(episode);
  }
  return shows;
}

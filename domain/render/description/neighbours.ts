import { createIndex } from '../../content/catalog/lookups.ts';
import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { defined } from '../../shared/defined.ts';
import { compareTexts } from '../../shared/problem.ts';

type Neighbours = { readonly previous?: Episode; readonly next?: Episode };

const read = createIndex(indexNeighbours);

/** The episodes of the same show just before and after, by start; without drafts, cancelled episodes and `kind: none`. */
export function neighboursOf(catalog: Catalog, episode: Episode): Neighbours {
  const previous = read(catalog, `before ${episode.id}`);
  const next = read(catalog, `after ${episode.id}`);
  return defined({ previous, next });
}

/** Holds the episodes themselves: a lookup then depends on the episode, not on an object that each catalog creates again. */
function indexNeighbours(catalog: Catalog): Map<string, Episode> {
  const index = new Map<string, Episode>();
  for (const run of groupByShow(catalog).values()) {
    run.sort((a, b) => compareTexts(a.start ?? '', b.start ?? '') || compareTexts(a.id, b.id));
    for (const [at, next] of run.entries()) {
      const previous = run[at - 1];
      if (previous === undefined) continue;
      index.set(`before ${next.id}`, previous);
      index.set(`after ${previous.id}`, next);
    }
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

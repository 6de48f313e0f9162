import { createIndex } from '../../content/catalog/lookups.ts';
import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { defined } from '../../shared/defined.ts';
import { compareTexts } from '../../shared/problem.ts';
import { isPublic } from '../visibility.ts';

type Neighbours = { readonly previous?: Episode; readonly next?: Episode };

const read = createIndex(indexNeighbours);

/**
 * The public episodes of the same show just before and after, by start. An episode that is not public is skipped, but has
 * neighbours itself; a draft, a cancelled episode and `kind: none` have none.
 */
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
    indexRun(catalog, 'before', run, index);
    indexRun(catalog, 'after', run.toReversed(), index);
  }
  return index;
}

/** For each episode of a run the last public one that comes earlier in it. */
function indexRun(
  catalog: Catalog,
  side: 'before' | 'after',
  run: readonly Episode[],
  index: Map<string, Episode>,
): void {
  let nearest: Episode | undefined;
  for (const episode of run) {
    if (nearest !== undefined) index.set(`${side} ${episode.id}`, nearest);
    if (isPublic(catalog, episode)) nearest = episode;
  }
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

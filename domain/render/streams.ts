import { createIndex } from '../content/catalog/lookups.ts';
import type { Catalog, Episode } from '../content/catalog/records.ts';
import { compareTexts } from '../shared/problem.ts';

const read = createIndex(indexStreams);

/** Our name of the stream that an episode airs on: its own setting, else its show's default. */
export const streamOf = (catalog: Catalog, episode: Episode): string | undefined =>
  episode.stream ?? catalog.shows[episode.show ?? '']?.defaults?.stream;

/** The id of the episode just before it on its stream, by start. Only scheduled live episodes share a stream. */
export const previousOnStream = (catalog: Catalog, episode: Episode): string | undefined =>
  read(catalog, episode.id);

function indexStreams(catalog: Catalog): Map<string, string> {
  const index = new Map<string, string>();
  const last = new Map<string, string>();
  const byStart = Object.values(catalog.episodes)
    .filter(({ kind, status, start }) => kind === 'live' && status === 'scheduled' && start !== undefined)
    .sort((a, b) => compareTexts(a.start ?? '', b.start ?? '') || compareTexts(a.id, b.id));
  for (const episode of byStart) {
    const stream = streamOf(catalog, episode);
    if (stream === undefined) continue;
    const before = last.get(stream);
    if (before !== undefined) index.set(episode.id, before);
    last.set(stream, episode.id);
  }
  return index;
}

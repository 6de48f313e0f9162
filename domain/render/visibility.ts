import type { Catalog, Episode, Show } from '../content/catalog/records.ts';

/** Who may watch, during the stream and after it: the episode's own setting, else its show's, or the show's default. */
export const visibilityOf = (episode: Episode, show: Show | undefined): Episode['visibility'] =>
  episode.visibility ?? show?.visibility ?? show?.defaults?.visibility;

/**
 * Whether the catalog says that everybody may see the episode, now and after its stream; other episodes may print its title and URL
 * only then. No clock and no live read decide it: with `publishAt` it is secret until that key is removed, and where no file says a
 * visibility it is private, as at creation.
 */
export function isPublic(catalog: Catalog, episode: Episode): boolean {
  if (episode.status !== 'scheduled' || episode.kind === 'none' || hasPublicationDate(episode)) return false;
  const visibility = visibilityOf(episode, catalog.shows[episode.show ?? '']);
  return visibility?.live === 'public' && visibility.after === 'public';
}

const hasPublicationDate = (episode: Episode): boolean =>
  'publishAt' in episode && episode.publishAt !== undefined;

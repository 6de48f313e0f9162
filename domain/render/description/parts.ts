import type { Academy, Catalog, Episode, Show } from '../../content/catalog/records.ts';
import { defined } from '../../shared/defined.ts';
import { findDay } from '../../shared/start-time.ts';
import type { DescriptionParts, Neighbour } from './description.ts';
import { formatEpisodeUrl } from './marker.ts';
import { neighboursOf } from './neighbours.ts';
import { resolvePeople } from './people.ts';

/** Everything that the description of an episode is rendered from, in its own language or in another one. */
export function collectParts(
  catalog: Catalog,
  episode: Episode,
  show: Show | undefined,
  language?: string,
): DescriptionParts {
  const findDayThere = (): string | undefined => findDay(episode, show?.timezone);
  const hosts = (episode.hosts ?? show?.hosts ?? []).map((id) => ({ id }));
  const guests = resolvePeople(catalog, episode.guests, findDayThere);
  const isGuest = new Set(guests.map(({ id }) => id));
  const { previous, next } = neighboursOf(catalog, episode);
  return {
    ...localize(catalog.academy, show, episode, language),
    ...defined({ show }),
    // Whoever is both is printed once, as a guest.
    hosts: resolvePeople(catalog, hosts, findDayThere).filter(({ id }) => !isGuest.has(id)),
    guests,
    sponsors: episode.sponsors.flatMap((id) => catalog.sponsors[id] ?? []),
    ...defined({
      previous: previous && toNeighbour(catalog, previous, language),
      next: next && toNeighbour(catalog, next, language),
    }),
  };
}

/** Academy and episode as they are in a language. They are copies: places of problems are those of the records themselves. */
function localize(academy: Academy, show: Show | undefined, episode: Episode, language: string | undefined) {
  const said = language === undefined ? undefined : episode.localizations?.[language];
  if (language === undefined || said === undefined) return { academy, episode };
  const [ofAcademy, ofShow] = [academy, show].map((file) => file?.localizations?.[language]);
  return {
    language,
    words: { ...ofAcademy?.words, ...ofShow?.words },
    academy: { ...academy, ...defined({ footer: academy.localizations?.[language]?.footer }) },
    episode: {
      ...episode,
      title: said.title,
      ...defined({ description: said.description }),
      youtube: { replaces: [], ...episode.youtube, language },
    },
  };
}

const toNeighbour = (catalog: Catalog, episode: Episode, language: string | undefined): Neighbour => ({
  title: episode.localizations?.[language ?? '']?.title ?? episode.title,
  url: formatEpisodeUrl(catalog.academy, episode.id),
});

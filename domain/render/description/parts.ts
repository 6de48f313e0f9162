import type { Catalog, Episode, Show } from '../../content/catalog/records.ts';
import { defined } from '../../shared/defined.ts';
import { findDay } from '../../shared/start-time.ts';
import type { DescriptionParts, Neighbour } from './description.ts';
import { formatEpisodeUrl } from './marker.ts';
import { neighboursOf } from './neighbours.ts';
import { resolvePeople } from './people.ts';

/** Everything that the description of an episode is rendered from. */
export function collectParts(catalog: Catalog, episode: Episode, show: Show | undefined): DescriptionParts {
  const findDayThere = (): string | undefined => findDay(episode, show?.timezone);
  const hosts = (episode.hosts ?? show?.hosts ?? []).map((id) => ({ id }));
  const guests = resolvePeople(catalog, episode.guests, findDayThere);
  const isGuest = new Set(guests.map(({ id }) => id));
  const { previous, next } = neighboursOf(catalog, episode);
  return {
    academy: catalog.academy,
    episode,
    ...defined({ show }),
    // Whoever is both is printed once, as a guest.
    hosts: resolvePeople(catalog, hosts, findDayThere).filter(({ id }) => !isGuest.has(id)),
    guests,
    sponsors: episode.sponsors.flatMap((id) => catalog.sponsors[id] ?? []),
    ...defined({
      previous: previous && toNeighbour(catalog, previous),
      next: next && toNeighbour(catalog, next),
    }),
  };
}

const toNeighbour = (catalog: Catalog, episode: Episode): Neighbour => ({
  id: episode.id,
  title: episode.title,
  url: formatEpisodeUrl(catalog.academy, episode.id),
  ...defined({ videoId: episode.youtube?.videoId }),
});

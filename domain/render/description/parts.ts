import type { Academy, Catalog, Episode, Show, Sponsor } from '../../content/catalog/records.ts';
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
  const { previous, next } = show?.neighbours === 'none' ? {} : neighboursOf(catalog, episode);
  return {
    ...localize(catalog.academy, show, episode, language),
    ...defined({ show }),
    // Whoever is both is printed once, as a guest.
    hosts: resolvePeople(catalog, hosts, findDayThere).filter(({ id }) => !isGuest.has(id)),
    guests,
    sponsors: episode.sponsors.flatMap((ref) => findSponsor(catalog, ref)),
    ...defined({
      previous: previous && toNeighbour(catalog, previous, show, language),
      next: next && toNeighbour(catalog, next, show, language),
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

/** With the text for this episode, if there is one. */
function findSponsor(catalog: Catalog, ref: Episode['sponsors'][number]): Sponsor[] {
  const sponsor = catalog.sponsors[ref.id];
  if (sponsor === undefined) return [];
  const message = 'message' in ref ? ref.message : undefined;
  return [message === undefined ? sponsor : { ...sponsor, message }];
}

function toNeighbour(
  catalog: Catalog,
  episode: Episode,
  show: Show | undefined,
  language: string | undefined,
): Neighbour {
  const { id, youtube } = episode;
  const title = episode.localizations?.[language ?? '']?.title ?? episode.title;
  const url = formatEpisodeUrl(catalog.academy, id);
  const videoId = youtube?.videoId;
  const link =
    show?.neighbours === 'youtube' && videoId !== undefined
      ? `https://www.youtube.com/watch?v=${videoId}`
      : url;
  return { id, title, url, link, ...defined({ videoId }) };
}

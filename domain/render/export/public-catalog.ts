import { avatarPath } from '../../content/catalog/pictures.ts';
import { listProfileUrls } from '../../content/catalog/profiles.ts';
import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { formatTimestamp, shiftChapters } from '../../shared/chapters.ts';
import { defined } from '../../shared/defined.ts';
import { formatEpisodeUrl } from '../../shared/episode-url.ts';
import { compareTexts } from '../../shared/problem.ts';
import { collectParts } from '../description/parts.ts';
import { findGuest, type Person } from '../description/people.ts';
import { type Desired, endOf } from '../desired.ts';
import { renderEpisode } from '../rendering.ts';
import { isPublic } from '../visibility.ts';
import { createFindUnlisted, type FindUnlisted, leaveOutUnlisted } from './leave-out.ts';
import type { PublicCatalog, PublicEpisode } from './schema.ts';

export type ExportSelection = {
  readonly show?: string | undefined;
  /** A guest or host. */
  readonly guest?: string | undefined;
  readonly sponsor?: string | undefined;
  /** Only episodes that have not ended at this time, ms since 1970. */
  readonly upcomingAt?: number | undefined;
};

type Input = {
  readonly catalog: Catalog;
  readonly commit?: string | undefined;
  readonly selection?: ExportSelection;
  /** Videos that no file names, by the episode's id. */
  readonly videoIds?: Readonly<Record<string, string>>;
};

/** `leftOut`: what is not in it, and why, for the person who exports. */
export type Exported = { readonly value: PublicCatalog; readonly leftOut: readonly string[] };

/**
 * The public part of a catalog, resolved for a website: episodes that the content says are public, live and after, and the shows,
 * people and sponsors of these alone. No guest who asked to be left out is in it, by no name that we know.
 */
export function renderPublicCatalog(input: Input): Exported {
  const { catalog, commit, selection = {} } = input;
  const find = createFindUnlisted(catalog);
  const { episodes, leftOut } = listEpisodes(input, find);
  const ids = new Set(episodes.map(({ id }) => id));
  const chosen = episodes
    .filter((episode) => isSelected(catalog, episode, selection))
    .map((episode) => dropAbsentNeighbours(episode, ids));
  const keep = <T extends object>(records: readonly T[]): T[] =>
    records.flatMap((record) => leaveOutUnlisted(record, find).value ?? []);
  const { name, url, channelId } = catalog.academy;
  const people = keep(listPeople(catalog, chosen));
  const sponsors = keep(listSponsors(catalog, chosen));
  return {
    leftOut,
    value: {
      format: 1,
      ...defined({ commit }),
      academy: {
        name,
        channelId,
        channelUrl: `https://www.youtube.com/channel/${channelId}`,
        ...defined({ url }),
      },
      shows: keep(listShows(catalog, chosen, new Set(people.map(({ id }) => id)))),
      people,
      sponsors,
      episodes: chosen.map((episode) => ({
        ...episode,
        sponsors: episode.sponsors.filter(({ id }) => sponsors.some((sponsor) => sponsor.id === id)),
      })),
    },
  };
}

/** Every public episode, oldest first. */
function listEpisodes({ catalog, videoIds = {} }: Input, find: FindUnlisted) {
  const leftOut: string[] = [];
  const episodes = Object.values(catalog.episodes)
    .filter((episode) => isPublic(catalog, episode))
    .toSorted((a, b) => compareTexts(a.start ?? '~', b.start ?? '~') || compareTexts(a.id, b.id))
    .flatMap((episode): PublicEpisode[] => {
      const rendering = renderEpisode(catalog, episode);
      if (!('desired' in rendering)) {
        leftOut.push(`${episode.id}: cannot be rendered; run: npx showrunner validate`);
        return [];
      }
      const whole = describeEpisode(catalog, episode, rendering.desired, videoIds[episode.id]);
      const kept = leaveOutUnlisted(whole, find);
      const keys = [...new Set(kept.leftOut)].join(', ');
      if (kept.value === undefined) leftOut.push(`${episode.id}: left out, ${keys} ${ASKED}`);
      else if (kept.leftOut.length > 0) leftOut.push(`${episode.id}: without ${keys}, which ${ASKED}`);
      return kept.value === undefined ? [] : [kept.value];
    });
  return { episodes, leftOut };
}

const ASKED = 'may name a guest who asked to be left out';

function describeEpisode(
  catalog: Catalog,
  episode: Episode,
  { title, body, language, durationSeconds, tags = [] }: Desired,
  found: string | undefined,
): PublicEpisode {
  const { id, number, start, show, kind } = episode;
  const { guests, hosts, sponsors, previous, next } = collectParts(
    catalog,
    episode,
    catalog.shows[show ?? ''],
  );
  const videoId = episode.youtube?.videoId ?? found;
  const url = catalog.academy.episodeUrl === undefined ? undefined : formatEpisodeUrl(catalog.academy, id);
  return {
    id,
    title,
    name: episode.title,
    kind: kind === 'video' ? 'video' : 'live',
    duration: durationSeconds,
    tags,
    hosts: hosts.map(describeHere),
    guests: guests.map(describeHere),
    sponsors: episode.sponsors
      .filter((ref) => sponsors.some((sponsor) => sponsor.id === ref.id))
      .map((ref) => ({ id: ref.id, ...defined({ message: 'message' in ref ? ref.message : undefined }) })),
    chapters: shiftChapters(episode).map((chapter) => ({
      seconds: chapter.seconds,
      time: formatTimestamp(chapter.seconds),
      title: chapter.title,
      ...defined({ url: chapter.url }),
    })),
    links: episode.links.map(describeLink),
    sections: episode.sections.map(({ heading, links }) => ({ heading, links: links.map(describeLink) })),
    ...defined({
      show,
      number,
      start,
      end: endOf({ start, durationSeconds }),
      url,
      videoId,
      watchUrl: videoId === undefined ? undefined : `https://www.youtube.com/watch?v=${videoId}`,
      thumbnailUrl: videoId === undefined ? undefined : `https://i.ytimg.com/vi/${videoId}/hqdefault.jpg`,
      description: body === '' ? undefined : body,
      language,
      previous: previous?.id,
      next: next?.id,
    }),
  };
}

const describeLink = (link: Episode['links'][number]) => ({
  url: link.url,
  ...defined({
    title: 'title' in link ? link.title : undefined,
    note: 'note' in link ? link.note : undefined,
  }),
});

const describeHere = ({ id, name, of, role, as }: Person) => ({ id, name, ...defined({ of, role, as }) });

/** A public episode that is left out of the export is not named by others either. */
function dropAbsentNeighbours(
  { previous, next, ...episode }: PublicEpisode,
  ids: ReadonlySet<string>,
): PublicEpisode {
  const known = (id: string | undefined): string | undefined =>
    id !== undefined && ids.has(id) ? id : undefined;
  return { ...episode, ...defined({ previous: known(previous), next: known(next) }) };
}

function isSelected(
  catalog: Catalog,
  episode: PublicEpisode,
  { show, guest, sponsor, upcomingAt }: ExportSelection,
): boolean {
  if (show !== undefined && episode.show !== show) return false;
  if (guest !== undefined && !listIds(episode).includes(findGuest(catalog, guest)?.id ?? '')) return false;
  if (sponsor !== undefined && !episode.sponsors.some(({ id }) => id === sponsor)) return false;
  return upcomingAt === undefined || Date.parse(episode.end ?? '') > upcomingAt;
}

const listIds = ({ hosts, guests }: PublicEpisode): string[] => [...hosts, ...guests].map(({ id }) => id);

function listPeople(catalog: Catalog, episodes: readonly PublicEpisode[]): PublicCatalog['people'] {
  const found = new Map<string, string[]>();
  for (const episode of episodes)
    for (const id of new Set(listIds(episode))) found.set(id, [...(found.get(id) ?? []), episode.id]);
  return [...found]
    .toSorted(([a], [b]) => compareTexts(a, b))
    .flatMap(([id, inEpisodes]) => {
      const guest = catalog.guests[id];
      if (guest?.listed !== true) return [];
      const { name, of, role, avatar } = guest;
      return [
        {
          id,
          name,
          profiles: listProfileUrls(guest),
          episodes: inEpisodes,
          ...defined({ of, role, avatar: avatar === undefined ? undefined : avatarPath(avatar) }),
        },
      ];
    });
}

const listShows = (
  { shows }: Catalog,
  episodes: readonly PublicEpisode[],
  people: ReadonlySet<string>,
): PublicCatalog['shows'] =>
  Object.values(shows)
    .toSorted((a, b) => compareTexts(a.id, b.id))
    .flatMap(({ id, name, timezone, hosts }) => {
      const own = episodes.filter(({ show }) => show === id).map((episode) => episode.id);
      if (own.length === 0) return [];
      return [
        {
          id,
          name,
          hosts: hosts.filter((host) => people.has(host)),
          episodes: own,
          ...defined({ timezone }),
        },
      ];
    });

const listSponsors = ({ sponsors }: Catalog, episodes: readonly PublicEpisode[]): PublicCatalog['sponsors'] =>
  [...new Set(episodes.flatMap((episode) => episode.sponsors.map(({ id }) => id)))]
    .toSorted(compareTexts)
    .flatMap((id) => {
      const sponsor = sponsors[id];
      if (sponsor === undefined) return [];
      const { name, url, message } = sponsor;
      return [{ id, name, ...defined({ url, message }) }];
    });

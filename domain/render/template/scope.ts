import type { Episode, Show, Sponsor } from '../../content/catalog/records.ts';
import { formatTimestamp, shiftChapters } from '../../shared/chapters.ts';
import { formatEpisodeUrl } from '../../shared/episode-url.ts';
import type { DescriptionParts, Neighbour } from '../description/description.ts';
import type { Person } from '../description/people.ts';
import type { Scope } from './template.ts';

const DEFAULT_DURATION = 3600;

/** All names that a template can use. Every name is defined; absent values are nil. See the table in docs/templates.md. */
export function createScope(parts: DescriptionParts): Scope {
  const { academy, show, episode } = parts;
  const { name, url, footer } = academy;
  return {
    academy: { name, url: url ?? null, footer: footer ?? null },
    show: {
      id: show?.id ?? null,
      name: show?.name ?? null,
      timezone: show?.timezone ?? 'UTC',
      follow: show?.follow ?? null,
    },
    episode: { ...describeEpisode(episode, show), url: formatEpisodeUrl(academy, episode.id) },
    guests: parts.guests.map(describePerson),
    hosts: parts.hosts.map(describePerson),
    sponsors: parts.sponsors.map(describeSponsor),
    previous: describeNeighbour(parts.previous),
    next: describeNeighbour(parts.next),
    vars: { ...show?.vars, ...episode.vars },
  };
}

const describeNeighbour = (neighbour: Neighbour | undefined) =>
  neighbour === undefined ? null : { ...neighbour, videoId: neighbour.videoId ?? null };

function describeEpisode(episode: Episode, show: Show | undefined) {
  const { id, title, kind, number, start, description, youtube, duration } = episode;
  return {
    id,
    title,
    kind,
    number: number ?? null,
    start: start ?? null,
    duration: duration ?? show?.defaults?.duration ?? DEFAULT_DURATION,
    description: description ?? null,
    chapters: shiftChapters(episode).map((chapter) => ({
      time: formatTimestamp(chapter.seconds),
      seconds: chapter.seconds,
      title: chapter.title,
      url: chapter.url ?? null,
    })),
    links: episode.links.map(describeLink),
    sections: episode.sections.map(({ heading, links }) => ({ heading, links: links.map(describeLink) })),
    tags: [...new Set([...(show?.tags ?? []), ...(episode.tags ?? [])])],
    language: youtube?.language ?? show?.language ?? show?.defaults?.language ?? null,
    videoId: youtube?.videoId ?? null,
  };
}

const describeLink = (link: Episode['links'][number]) => ({
  title: ('title' in link ? link.title : undefined) ?? null,
  url: link.url,
  note: ('note' in link ? link.note : undefined) ?? null,
});

const describePerson = ({ id, name, of, role, as, profiles }: Person) => ({
  id,
  name,
  of: of ?? null,
  role: role ?? null,
  as: as ?? null,
  profiles,
});

const describeSponsor = ({ name, url, message }: Sponsor) => ({
  name,
  url: url ?? null,
  message: message ?? null,
});

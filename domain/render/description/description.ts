import type { Academy, Episode, Show, Sponsor } from '../../content/catalog/records.ts';
import { formatTimestamp, shiftChapters } from '../../shared/chapters.ts';
import type { Person } from './people.ts';

/** The previous or next episode of the same show, printed with its canonical URL. */
export type Neighbour = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Its video on YouTube, if its file names one. */
  readonly videoId?: string;
  /** What the built-in block prints: `url`, or the video for a show with `neighbours: youtube`. */
  readonly link: string;
};

/** Everything that a description is rendered from. */
export type DescriptionParts = {
  readonly academy: Academy;
  readonly episode: Episode;
  readonly show?: Show;
  readonly hosts: readonly Person[];
  readonly guests: readonly Person[];
  readonly sponsors: readonly Sponsor[];
  readonly previous?: Neighbour;
  readonly next?: Neighbour;
};

/** A section of the description. It can be overridden, and dropped if the description is too long. */
export type DescriptionBlock = keyof Blocks;
export type Blocks = ReturnType<typeof renderBlocks>;

/** The built-in layout: all blocks in order, separated by an empty line. The marker is added later. */
export const joinBlocks = (blocks: Blocks): string =>
  Object.values(blocks)
    .filter((block) => block !== '')
    .join('\n\n');

/** The built-in text of every block by name; empty if it has no content. `docs/examples/blocks/` has the same in Liquid. */
export function renderBlocks(parts: DescriptionParts) {
  return {
    text: (parts.episode.description ?? '').trim(),
    sponsors: parts.sponsors.map(renderSponsor).join('\n').trim(),
    guests: renderPeople(parts).trim(),
    chapters: renderChapters(parts.episode).trim(),
    links: renderLinks(parts.episode.links).trim(),
    sections: parts.episode.sections.map(renderSection).join('\n\n').trim(),
    neighbours: renderNeighbours(parts).trim(),
    follow: (parts.show?.follow ?? '').trim(),
    footer: (parts.academy.footer ?? '').trim(),
  };
}

function renderSponsor(sponsor: Sponsor): string {
  const thanks = `Thanks to ${sponsor.name}${sponsor.message === undefined ? '.' : `: ${sponsor.message}`}`;
  return sponsor.url === undefined ? thanks : `${thanks} ${sponsor.url}`;
}

function renderPeople({ guests, hosts }: DescriptionParts): string {
  const sections = [
    section(guests.length === 1 ? 'Guest' : 'Guests', guests),
    section(hosts.length === 1 ? 'Host' : 'Hosts', hosts),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function section(heading: string, people: readonly Person[]): string {
  return people.length === 0 ? '' : [heading, ...people.map(renderPerson)].join('\n');
}

function renderPerson(person: Person): string {
  const work = [person.role, person.of].filter((fact) => fact !== undefined).join(' at ');
  const as = person.as === undefined ? '' : ` (${person.as})`;
  const line = `• ${person.name}${work === '' ? '' : `, ${work}`}${as}`;
  return [line, ...person.profiles.map((url) => `  ${url}`)].join('\n');
}

const renderChapters = (episode: Episode): string =>
  shiftChapters(episode)
    .map(({ seconds, title, url }) => {
      const line = `${formatTimestamp(seconds)} ${title}`;
      return url === undefined ? line : `${line}\n  ${url}`;
    })
    .join('\n');

type Link = Episode['links'][number];

const renderLinks = (links: readonly Link[]): string => links.map(renderLink).join('\n');

function renderLink(link: Link): string {
  const { url, title, note } = { title: undefined, note: undefined, ...link };
  return `${title === undefined ? '' : `${title}: `}${url}${note === undefined ? '' : ` - ${note}`}`;
}

const renderSection = ({ heading, links }: Episode['sections'][number]): string =>
  `${heading.trim()}\n${renderLinks(links)}`;

function renderNeighbours({ previous, next }: DescriptionParts): string {
  const line = (word: string, neighbour: Neighbour | undefined): string[] =>
    neighbour === undefined ? [] : [`${word}: ${neighbour.title} ${neighbour.link}`];
  return [...line('Previous', previous), ...line('Next', next)].join('\n');
}

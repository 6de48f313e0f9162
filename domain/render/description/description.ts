import type { Academy, Episode, Show, Sponsor } from '../../content/catalog/records.ts';
import { formatTimestamp, shiftChapters } from '../../shared/chapters.ts';
import { defined } from '../../shared/defined.ts';
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

/** Words of the built-in blocks, in English. */
const WORDS = {
  guest: 'Guest',
  guests: 'Guests',
  host: 'Host',
  hosts: 'Hosts',
  at: 'at',
  thanks: 'Thanks to',
  previous: 'Previous',
  next: 'Next',
} as const;
type Words = Readonly<Record<keyof typeof WORDS, string>>;

/** Everything that a description is rendered from. `language`: absent: the own one of the episode. */
export type DescriptionParts = {
  readonly language?: string;
  /** Words of that language; others are English. */
  readonly words?: { readonly [Word in keyof Words]?: string | undefined };
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
  const words: Words = { ...WORDS, ...defined(parts.words ?? {}) };
  return {
    text: (parts.episode.description ?? '').trim(),
    sponsors: parts.sponsors
      .map((sponsor) => renderSponsor(sponsor, words))
      .join('\n')
      .trim(),
    guests: renderPeople(parts, words).trim(),
    chapters: renderChapters(parts.episode).trim(),
    links: renderLinks(parts.episode.links).trim(),
    sections: parts.episode.sections.map(renderSection).join('\n\n').trim(),
    neighbours: renderNeighbours(parts, words).trim(),
    follow: (parts.show?.follow ?? '').trim(),
    footer: (parts.academy.footer ?? '').trim(),
  };
}

function renderSponsor(sponsor: Sponsor, { thanks: word }: Words): string {
  const thanks = `${word} ${sponsor.name}${sponsor.message === undefined ? '.' : `: ${sponsor.message}`}`;
  return sponsor.url === undefined ? thanks : `${thanks} ${sponsor.url}`;
}

function renderPeople({ guests, hosts }: DescriptionParts, words: Words): string {
  const sections = [
    section(guests.length === 1 ? words.guest : words.guests, guests, words),
    section(hosts.length === 1 ? words.host : words.hosts, hosts, words),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function section(heading: string, people: readonly Person[], words: Words): string {
  return people.length === 0
    ? ''
    : [heading, ...people.map((person) => renderPerson(person, words))].join('\n');
}

function renderPerson(person: Person, words: Words): string {
  const work = [person.role, person.of].filter((fact) => fact !== undefined).join(` ${words.at} `);
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

function renderNeighbours({ previous, next }: DescriptionParts, words: Words): string {
  const line = (word: string, neighbour: Neighbour | undefined): string[] =>
    neighbour === undefined ? [] : [`${word}: ${neighbour.title} ${neighbour.link}`];
  return [...line(words.previous, previous), ...line(words.next, next)].join('\n');
}

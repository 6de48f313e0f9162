import { renderTimestamp, shiftChapters } from './chapters.ts';
import type { Person } from './people.ts';
import type { Academy, Episode, Sponsor } from './records.ts';

/** A neighbour of the same show: printed with its canonical URL. */
export type Neighbour = { readonly title: string; readonly url: string };

/** What a description is made of. */
export type DescriptionParts = {
  readonly academy: Academy;
  readonly episode: Episode;
  readonly hosts: readonly Person[];
  readonly guests: readonly Person[];
  readonly sponsors: readonly Sponsor[];
  readonly previous?: Neighbour;
  readonly next?: Neighbour;
};

/** A part of the description that may be dropped when the whole is too long. */
export type Block = keyof Blocks;
type Blocks = ReturnType<typeof renderAll>;

/** The built-in layout: text, sponsors, guests, chapters, links, previous and next, footer. The marker is added by the engine. */
export function renderBuiltInDescription(parts: DescriptionParts, without: readonly Block[] = []): string {
  return Object.values(renderBlocks(parts, without))
    .filter((block) => block !== '')
    .join('\n\n');
}

/** Every block by its name, empty when it has nothing to say or is left out; a template prints them as `{{ blocks.guests }}`. */
export function renderBlocks(parts: DescriptionParts, without: readonly Block[] = []): Blocks {
  const left = Object.fromEntries(without.map((block) => [block, '']));
  return { ...renderAll(parts), ...left };
}

function renderAll(parts: DescriptionParts) {
  return {
    text: (parts.episode.description ?? '').trim(),
    sponsors: parts.sponsors.map(renderSponsor).join('\n'),
    guests: renderPeople(parts),
    chapters: renderChapters(parts.episode),
    links: renderLinks(parts.episode),
    neighbours: renderNeighbours(parts),
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
    .map(({ seconds, title }) => `${renderTimestamp(seconds)} ${title}`)
    .join('\n');

function renderLinks(episode: Episode): string {
  return episode.links
    .map((link) => ('title' in link && link.title !== undefined ? `${link.title}: ${link.url}` : link.url))
    .join('\n');
}

function renderNeighbours({ previous, next }: DescriptionParts): string {
  const line = (word: string, neighbour: Neighbour | undefined): string[] =>
    neighbour === undefined ? [] : [`${word}: ${neighbour.title} ${neighbour.url}`];
  return [...line('Previous', previous), ...line('Next', next)].join('\n');
}

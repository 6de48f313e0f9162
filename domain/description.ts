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

/** The built-in layout: text, sponsors, guests, chapters, links, previous and next, footer. The marker is added by the engine. */
export function renderBuiltInDescription(parts: DescriptionParts): string {
  return Object.values(renderBlocks(parts))
    .filter((block) => block !== '')
    .join('\n\n');
}

/** Every block by its name, empty when it has nothing to say; a template prints them as `{{ blocks.guests }}`. */
export function renderBlocks(parts: DescriptionParts) {
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

/** What began in the part that was cut away is left out, but for the chapter in which the recording now begins. */
function renderChapters({ chapters, chapterOffset = 0 }: Episode): string {
  const moved = chapters.map(({ seconds, title }) => ({ seconds: seconds + chapterOffset, title }));
  const first = moved.findLastIndex(({ seconds }) => seconds <= 0);
  return moved
    .filter(({ seconds }, at) => seconds > 0 || at === first)
    .map(({ seconds, title }) => `${renderTimestamp(Math.max(0, seconds))} ${title}`)
    .join('\n');
}

/** `02:05`, from an hour on `1:02:05`: the form in which YouTube finds chapters. */
export function renderTimestamp(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = `${two(minutes)}:${two(seconds % 60)}`;
  return hours === 0 ? tail : `${hours}:${tail}`;
}

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

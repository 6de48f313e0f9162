import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { collectParts } from '../../render/description/parts.ts';
import { openTexts } from '../../render/description/texts.ts';
import type { Desired } from '../../render/desired.ts';
import { TemplateProblem } from '../../render/template/template.ts';
import { shiftChapters } from '../../shared/chapters.ts';

/** The parts of a description that the episode's own file says. */
export const PARTS = ['text', 'chapters', 'links'] as const;
export type PartName = (typeof PARTS)[number];

/**
 * A description as its own parts with the fixed text around them, in order: `fixed[0] parts[0] fixed[1] ... fixed[n]`. All of it
 * normalised. `text`: what the part is now; empty for one that the file does not have yet.
 */
export type OwnParts = {
  readonly fixed: readonly string[];
  readonly parts: readonly { readonly name: PartName; readonly text: string }[];
};

type Input = { readonly catalog: Catalog; readonly episode: Episode; readonly desired: Desired };

/** Parts that are printed once and whole, or would be if the file had them: a template may leave one out. */
export const listPrinted = (input: Input): readonly PartName[] =>
  PARTS.filter((name) => findOwnParts(input, { present: [name], printed: [name] }) !== undefined);

/**
 * Finds the episode's own parts in its description, whatever template prints them: renders it with marks around those that are
 * to be `present`. A part that the file does not have yet gets a placeholder; of those that are `printed` the others are left out.
 */
export function findOwnParts(input: Input, { present, printed }: Presence): OwnParts | undefined {
  const marked = renderMarked(input, { present, printed });
  if (marked === undefined) return undefined;
  const found = present.flatMap((name) => findPart(marked, name) ?? []);
  if (found.length < present.length) return undefined;
  const inOrder = found.toSorted((a, b) => a.start - b.start);
  const fixed: string[] = [];
  let at = 0;
  for (const { start, end } of inOrder) {
    if (start < at) return undefined;
    fixed.push(unmark(marked.slice(at, start)));
    at = end;
  }
  fixed.push(unmark(marked.slice(at)));
  const parts = inOrder.map(({ name, start, end }) => ({
    name,
    text: hasPart(input.episode, name) ? unmark(marked.slice(start, end)) : '',
  }));
  return { fixed, parts };
}

type Presence = { readonly present: readonly PartName[]; readonly printed: readonly PartName[] };

export function hasPart(episode: Episode, name: PartName): boolean {
  switch (name) {
    case 'text':
      return (episode.description ?? '').trim() !== '';
    case 'chapters':
      return shiftChapters(episode).length > 0;
    case 'links':
      return episode.links.length > 0;
  }
}

/** Private-use characters, which no text of an author has: begin and end of each part. */
const MARKS: Readonly<Record<PartName, readonly [string, string]>> = {
  text: ['\ue000', '\ue001'],
  chapters: ['\ue002', '\ue003'],
  links: ['\ue004', '\ue005'],
};
const unmark = (text: string): string => text.replace(/[\ue000-\ue005]/g, '');

function renderMarked(
  { catalog, episode, desired }: Input,
  { present, printed }: Presence,
): string | undefined {
  const choose = <Value>(name: PartName, own: Value, marked: Value, empty: Value): Value =>
    present.includes(name) ? marked : printed.includes(name) ? empty : own;
  const { description = '', chapters, links } = episode;
  const marked: Episode = {
    ...episode,
    description: choose('text', description, markText(episode), ''),
    chapters: choose('chapters', chapters, markChapters(episode), []),
    links: choose('links', links, markLinks(episode), []),
  };
  try {
    const parts = collectParts(catalog, marked, catalog.shows[episode.show ?? '']);
    return normalizeText(openTexts(catalog, parts).body(desired.dropped ?? []));
  } catch (error) {
    if (error instanceof TemplateProblem) return undefined;
    throw error;
  }
}

const PLACEHOLDER = 'placeholder';

function markText({ description = '' }: Episode): string {
  const [start, end] = MARKS.text;
  const text = description.trim();
  return description.replace(text, () => `${start}${text || PLACEHOLDER}${end}`);
}

/** The time comes before the title and is found in its line. */
function markChapters(episode: Episode): Episode['chapters'] {
  const [start, end] = MARKS.chapters;
  const shown = shiftChapters(episode).map(({ index }) => index);
  if (shown.length === 0) return [{ seconds: 0, title: `${start}${PLACEHOLDER}${end}` }];
  return episode.chapters.map((chapter, index) => {
    const after = index === shown.at(-1) ? end : '';
    const url = 'url' in chapter ? chapter.url : undefined;
    return {
      ...chapter,
      title: `${index === shown[0] ? start : ''}${chapter.title}${url === undefined ? after : ''}`,
      ...(url === undefined ? {} : { url: `${url}${after}` }),
    };
  });
}

function markLinks({ links }: Episode): Episode['links'] {
  const [start, end] = MARKS.links;
  if (links.length === 0) return [{ url: `${start}https://${PLACEHOLDER}.example${end}` }];
  return links.map((link, index) => {
    const marks = [index === 0 ? start : '', index === links.length - 1 ? end : ''] as const;
    return markLink({ title: undefined, note: undefined, ...link }, marks);
  });
}

type Link = { readonly url: string; readonly title: string | undefined; readonly note: string | undefined };

function markLink({ title, url, note }: Link, [before, after]: readonly [string, string]) {
  return {
    url: `${title === undefined ? before : ''}${url}${note === undefined ? after : ''}`,
    ...(title === undefined ? {} : { title: `${before}${title}` }),
    ...(note === undefined ? {} : { note: `${note}${after}` }),
  };
}

type Found = { readonly name: PartName; readonly start: number; readonly end: number };

/** Nothing for a part that is printed more than once, or only in pieces. */
function findPart(marked: string, name: PartName): Found | undefined {
  const [open, close] = MARKS[name];
  const [start, end] = [marked.indexOf(open), marked.indexOf(close)];
  const isOnce = start === marked.lastIndexOf(open) && end === marked.lastIndexOf(close);
  if (start < 0 || end < start || !isOnce) return undefined;
  if (name !== 'chapters') return { name, start, end: end + close.length };
  const line = marked.lastIndexOf('\n', start - 1) + 1;
  return /^[\d:]+ $/.test(marked.slice(line, start))
    ? { name, start: line, end: end + close.length }
    : undefined;
}

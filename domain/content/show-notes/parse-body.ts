import { parseTimestamp, text as textOf, url as urlOf } from '../schema/common.ts';
import { type Inline, parseInline } from './parse-inline.ts';
import type { ChapterDraft, Leftover, LinkDraft, ShowNotes } from './show-notes.ts';
import { type Piece, splitBody } from './split-body.ts';

type Body = Pick<ShowNotes, 'description' | 'links' | 'sections' | 'chapters'> & {
  readonly leftovers: readonly Leftover[];
};
type OpenSection = { readonly heading: string; readonly piece: Piece; readonly links: LinkDraft[] };
type Reading = {
  readonly paragraphs: string[];
  /** Without a heading. */
  readonly links: LinkDraft[];
  readonly sections: OpenSection[];
  /** The one that links go to; undefined: those without a heading. */
  section: OpenSection | undefined;
  readonly chapters: ChapterDraft[];
  readonly leftovers: Leftover[];
  readonly lineOf: (piece: Piece) => number;
};

/**
 * The text before the first heading or list is the description. List items are chapters (if they begin with a time), whatever their
 * section, or links, in the section of their heading. Everything else is left over. `line`: where the body begins.
 */
export function parseBody({ lines, line }: { lines: readonly string[]; line: number }): Body {
  const reading: Reading = {
    paragraphs: [],
    links: [],
    sections: [],
    section: undefined,
    chapters: [],
    leftovers: [],
    lineOf: ({ at }) => line + at,
  };
  let isIntroduction = true;
  for (const piece of splitBody(lines)) {
    if (piece.kind === 'heading' || piece.kind === 'item') isIntroduction = false;
    if (piece.kind === 'item') readItem(reading, piece);
    else if (piece.kind === 'paragraph' && isIntroduction) readParagraph(reading, piece);
    else readRest(reading, piece);
  }
  const { paragraphs, links, chapters, leftovers } = reading;
  const description = paragraphs.join('\n\n');
  for (const { piece } of reading.sections.filter((section) => section.links.length === 0))
    addLeftover(reading, piece, 'a heading without links');
  const sections = reading.sections
    .filter((section) => section.links.length > 0)
    .map(({ heading, links: own }) => ({ heading, links: own }));
  return {
    links,
    sections,
    chapters,
    leftovers: leftovers.toSorted((a, b) => a.line - b.line),
    ...(description === '' ? {} : { description: `${description}\n` }),
  };
}

function readParagraph(reading: Reading, piece: Piece): void {
  const read = piece.lines.map(parseInline);
  reading.paragraphs.push(read.map(({ plain }) => plain).join('\n'));
  for (const inline of read) addInline(reading, piece, inline);
}

/** A time and a title: `**[01:55](#t=01:55)** Text`, also without the link or the stars. */
const TIME =
  /^(?:\*\*|__)?\[?(?<time>\d{1,3}:\d{2}(?::\d{2})?)\]?(?:\((?<address>[^()]*)\))?:?(?:\*\*|__)?(?:\s*[-–—:]\s+|\s+|$)(?<title>.*)$/s;

function readItem(reading: Reading, piece: Piece): void {
  const text = piece.lines.join(' ');
  const { time, title = '', address } = TIME.exec(text)?.groups ?? {};
  if (time === undefined) readLinks(reading, piece, text);
  else readChapter(reading, piece, { time, title, address });
}

type RawChapter = { readonly time: string; readonly title: string; readonly address: string | undefined };

function readChapter(reading: Reading, piece: Piece, { time, title, address }: RawChapter): void {
  const inline = parseInline(title);
  const target = /^#t=(.*)$/.exec(address ?? '')?.[1];
  if (parseTimestamp(time) === undefined) addLeftover(reading, piece, `${time} is not a valid time`);
  else if (inline.plain === '') addLeftover(reading, piece, 'a time without a title');
  else {
    if (target !== undefined && parseTimestamp(target) !== parseTimestamp(time))
      addLeftover(reading, piece, `links to ${target}; the chapter gets the printed time`);
    reading.chapters.push({ time, title: inline.plain });
    addInline(reading, piece, inline);
  }
}

function readLinks(reading: Reading, piece: Piece, text: string): void {
  const inline = parseInline(text);
  const [first, second] = inline.links;
  if (first === undefined) addLeftover(reading, piece, 'neither a time nor a link');
  else if (second === undefined) addInline(reading, piece, inline, titleOf(first, inline));
  else {
    if (/[\p{L}\p{N}]/u.test(inline.outside))
      addLeftover(reading, piece, 'the text around several links; the links were imported');
    addInline(reading, piece, inline);
  }
}

/** In an item with one link the whole item is the title: `[Docker](url), for containers`. */
const titleOf = ({ url }: LinkDraft, { plain }: Inline): string | undefined =>
  plain === url ? undefined : plain;

function addInline(reading: Reading, piece: Piece, { links, pictures }: Inline, title?: string): void {
  for (const link of links) addLink(reading, piece, title === undefined ? link : { ...link, title });
  if (pictures.length > 0) addLeftover(reading, piece, 'a picture');
}

function addLink(reading: Reading, piece: Piece, link: LinkDraft): void {
  const { leftovers, lineOf } = reading;
  const lists = [reading.links, ...reading.sections.map(({ links }) => links)];
  const same = lists.flat().find(({ url }) => url === link.url);
  const why = (words: string) =>
    leftovers.push({ line: lineOf(piece), text: `${link.title ?? ''} ${link.url}`.trim(), why: words });
  if (!urlOf.safeParse(link.url).success) why('not a URL with http or https');
  else if (link.title !== undefined && !textOf.safeParse(link.title).success) why('a link without a title');
  else if (same === undefined) (reading.section?.links ?? reading.links).push(link);
  else if (same.title !== link.title) why(`this URL was imported already, as "${same.title ?? same.url}"`);
}

const MAIN_HEADING = /^(show ?notes|timestamps|chapters|links)$/i;

function readRest(reading: Reading, piece: Piece): void {
  if (piece.kind === 'heading') {
    const words = parseInline(piece.lines[0] ?? '').plain;
    if (words === '') return;
    reading.section = MAIN_HEADING.test(words) ? undefined : { heading: words, piece, links: [] };
    if (reading.section !== undefined) reading.sections.push(reading.section);
    return;
  }
  for (const [index, line] of piece.lines.entries()) {
    const why = piece.kind === 'other' ? 'code or HTML' : 'text after the first heading or list';
    reading.leftovers.push({ line: reading.lineOf(piece) + index, text: line, why });
  }
}

function addLeftover({ leftovers, lineOf }: Reading, piece: Piece, why: string): void {
  leftovers.push({ line: lineOf(piece), text: piece.lines.join(' '), why });
}

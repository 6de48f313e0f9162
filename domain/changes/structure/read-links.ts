import { URL_AT_END } from './lines.ts';
import type { FoundList, LinkFound, ListForm } from './types.ts';

const BULLET = /^(?:[-*•●▪►▶→·🔗👉➡]\uFE0F?\s*)/u;
const SEPARATOR = /(?: ?[:：–—→|-]{1,3}>? ?| )$/;

type Line = {
  readonly bullet: string;
  readonly separator?: string;
  readonly noteSeparator?: string;
  readonly link: LinkFound;
};

/** Whether a line is an address, with a title before it or without one. */
export const isLink = (line: string): boolean => readLine(line) !== undefined;

/** Links, a line each, or with each title on a line above its address; undefined if the lines are not of one form. */
export const readLinks = (lines: readonly string[], heading: Heading): FoundList | undefined =>
  readSingle(lines, heading) ?? readDouble(lines, heading);

/** Two titles and more, each on a line above its address. */
export const readTitledLinks = (lines: readonly string[]): FoundList | undefined =>
  lines.length < 4 ? undefined : readDouble(lines, { text: '', gap: 0 });

type Heading = { readonly text: string; readonly gap: number };

function readSingle(lines: readonly string[], heading: Heading): FoundList | undefined {
  const read = lines.flatMap((line) => readLine(line) ?? []);
  const [first] = read;
  if (first === undefined || read.length < lines.length) return undefined;
  const separators = new Set(read.flatMap(({ separator }) => separator ?? []));
  const notes = new Set(read.flatMap(({ noteSeparator }) => noteSeparator ?? []));
  const [[separator], [note]] = [separators, notes];
  if (separators.size > 1 || notes.size > 1 || read.some(({ bullet }) => bullet !== first.bullet))
    return undefined;
  if (read.length === 1 && heading.text === '' && separator === ' ') return undefined;
  return toList(
    heading,
    first.bullet,
    { separator, note },
    read.map(({ link }) => link),
  );
}

function readDouble(lines: readonly string[], heading: Heading): FoundList | undefined {
  if (lines.length < 2 || lines.length % 2 !== 0) return undefined;
  const pairs = lines.flatMap((line, at) => (at % 2 === 0 ? [[line, lines[at + 1] ?? ''] as const] : []));
  if (pairs.some(([title, url]) => /https?:\/\//.test(title) || !/^https?:\/\/\S+$/.test(url)))
    return undefined;
  const colon = pairs.every(([title]) => title.endsWith(':')) ? ':' : '';
  const links = pairs.map(([title, url]) => ({ title: title.slice(0, title.length - colon.length), url }));
  return links.some(({ title }) => title === '' || title.length > 100)
    ? undefined
    : toList(heading, '', { separator: `${colon}\n`, note: undefined }, links);
}

type Between = { readonly separator: string | undefined; readonly note: string | undefined };

/** A list without any title fits each separator: the usual one; and one without a note each that others have. */
function toList(
  heading: Heading,
  bullet: string,
  { separator, note }: Between,
  links: readonly LinkFound[],
): FoundList {
  const form = (between: string, behind: string | undefined): ListForm => ({
    kind: 'links',
    heading: heading.text,
    headingGap: heading.gap,
    bullet,
    separator: between,
    ...(behind === undefined ? {} : { note: behind }),
  });
  const separators = separator === undefined ? [': ', ' - ', ' ', ':\n', '\n'] : [separator];
  const plain = separators.map((between) => form(between, note));
  const [usual = ': '] = separators;
  return {
    forms: note === undefined ? [...plain, form(usual, ' - ')] : plain,
    items: { links },
  };
}

function readLine(line: string): Line | undefined {
  const bullet = BULLET.exec(line)?.[0] ?? '';
  const { rest, ...behind } = cutNote(line.slice(bullet.length));
  const url = URL_AT_END.exec(rest)?.[1];
  if (url === undefined || !URL.canParse(url)) return undefined;
  const before = rest.slice(0, rest.length - url.length);
  if (before === '') return { bullet, ...toNoted({ url }, behind) };
  const separator = SEPARATOR.exec(before)?.[0];
  const title = before.slice(0, before.length - (separator?.length ?? 0));
  if (separator === undefined || title.trim() !== title || title === '' || title.length > 100)
    return undefined;
  // A sentence that goes on behind an address is none with a note.
  if (/https?:\/\//.test(title) || (separator === ' ' && behind.note !== undefined)) return undefined;
  return { bullet, separator, ...toNoted({ title, url }, behind) };
}

type Noted = { readonly note?: string; readonly noteSeparator?: string };

/** A few words behind the address. */
function cutNote(line: string): Noted & { readonly rest: string } {
  const [, rest, noteSeparator, note] = NOTE.exec(line) ?? [];
  return rest === undefined || noteSeparator === undefined || note === undefined
    ? { rest: line }
    : { rest, noteSeparator, note };
}

const NOTE = /^(.*https?:\/\/[^\s<>]+)( [-–—] )([^\s].{0,99})$/u;

const toNoted = (link: LinkFound, { note, noteSeparator }: Noted): Pick<Line, 'link' | 'noteSeparator'> =>
  note === undefined || noteSeparator === undefined || /https?:\/\//.test(note)
    ? { link }
    : { link: { ...link, note }, noteSeparator };

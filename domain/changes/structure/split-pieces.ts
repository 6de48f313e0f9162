import { isHeading, isPlainHeading, type Paragraph, splitParagraphs } from './lines.ts';
import { isLink, readLinks, readTitledLinks } from './read-links.ts';
import { kindOfHeading, readNamesLine, readPeople } from './read-people.ts';
import { joinSections } from './read-sections.ts';
import { readSponsors } from './read-sponsors.ts';
import { isTimed, readChapters } from './read-times.ts';
import type { FoundList, ListKind, TextPiece } from './types.ts';

/** A description as prose and lists, in order. Joined with their gaps they are the normalised text again. */
export const splitPieces = (text: string): TextPiece[] =>
  joinHeadings(splitParagraphs(text).flatMap(splitParagraph));

/** The inverse of `splitPieces`. */
export const joinPieces = (pieces: readonly Pick<TextPiece, 'gap' | 'text'>[]): string =>
  pieces.map(({ gap, text }, at) => (at === 0 ? text : `${'\n'.repeat(gap + 1)}${text}`)).join('');

/**
 * The pieces, and the same with the headings of chapters or links, or of both, as pieces of their own: headings may differ; and with
 * links under headings as sections. `hasSections`: other texts of the show have several, so that one alone is a section, too.
 */
export function listVersions(pieces: readonly TextPiece[], hasSections = false): (readonly TextPiece[])[] {
  const kinds = (['chapters', 'links'] as const).filter((kind) =>
    pieces.some((piece) => hasHeading(piece, kind)),
  );
  const single = kinds.map((kind) => pieces.flatMap((piece) => cutHeading(piece, [kind])));
  const both = kinds.length < 2 ? [] : [pieces.flatMap((piece) => cutHeading(piece, kinds))];
  const sections = joinSections(pieces, hasSections ? 1 : 2);
  return [pieces, ...single, ...both, ...(sections === undefined ? [] : [sections])];
}

const hasHeading = ({ list }: TextPiece, kind: ListKind): boolean =>
  list?.forms.some((form) => form.kind === kind && form.heading !== '') === true;

function cutHeading(piece: TextPiece, kinds: readonly ListKind[]): TextPiece[] {
  const { gap, text, list } = piece;
  const [form] = list?.forms ?? [];
  if (list === undefined || form === undefined || !kinds.some((kind) => hasHeading(piece, kind)))
    return [piece];
  const forms = list.forms.map((one) => ({ ...one, heading: '', headingGap: 0 }));
  return [
    { gap, text: form.heading },
    {
      gap: form.headingGap,
      text: text.slice(form.heading.length + form.headingGap + 1),
      list: { ...list, forms },
    },
  ];
}

const NO_HEADING = { text: '', gap: 0 };

function splitParagraph(paragraph: Paragraph): TextPiece[] {
  const { gap, lines } = paragraph;
  const whole = readWhole(lines);
  if (whole !== undefined) return [{ gap, text: lines.join('\n'), list: whole }];
  return splitRuns(paragraph);
}

function readWhole(lines: readonly string[]): FoundList | undefined {
  const [first = '', ...rest] = lines;
  const kind = kindOfHeading(first);
  const people =
    kind === undefined || rest.length === 0
      ? undefined
      : readPeople(rest, { heading: first, headingGap: 0, kind });
  return (
    people ??
    readHashtags(lines) ??
    readNeighbours(lines) ??
    readSponsors(lines) ??
    readNames(lines) ??
    readTitledLinks(lines)
  );
}

const readNames = ([line = '', ...more]: readonly string[]): FoundList | undefined =>
  more.length === 0 ? readNamesLine(line) : undefined;

function readHashtags(lines: readonly string[]): FoundList | undefined {
  if (!lines.every((line) => /^#[\p{L}\p{N}_]+(?:[\s,]+#[\p{L}\p{N}_]+)*$/u.test(line))) return undefined;
  return {
    forms: [{ kind: 'hashtags', heading: '', headingGap: 0 }],
    items: { hashtags: lines.join('\n') },
  };
}

/** As the built-in block prints them. */
const readNeighbours = (lines: readonly string[]): FoundList | undefined =>
  lines.length <= 2 && lines.every((line) => /^(?:Previous|Next): \S.* https?:\/\/\S+$/.test(line))
    ? { forms: [{ kind: 'neighbours', heading: '', headingGap: 0 }], items: {} }
    : undefined;

type Run = { readonly from: number; readonly to: number; readonly list: FoundList };

/** Lists inside a paragraph, with the heading on the line above, and the prose between them. */
function splitRuns({ gap, lines }: Paragraph): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  const add = (to: number, list?: FoundList): void => {
    if (to > from)
      pieces.push({
        gap: from === 0 ? gap : 0,
        text: lines.slice(from, to).join('\n'),
        ...(list === undefined ? {} : { list }),
      });
    from = to;
  };
  for (let at = 0; at < lines.length; ) {
    const run = readRun(lines, from, at);
    if (run === undefined) at += 1;
    else {
      add(run.from);
      add(run.to, run.list);
      at = run.to;
    }
  }
  add(lines.length);
  return pieces;
}

/** The list that begins at a line, or with its heading on the line before. */
function readRun(lines: readonly string[], from: number, at: number): Run | undefined {
  for (const [isItem, read] of READERS) {
    const to = endOfRun(lines, at, isItem);
    if (to === at) continue;
    const above = at > from ? (lines[at - 1] ?? '') : '';
    const items = lines.slice(at, to);
    if (above !== '' && isHeading(above)) {
      const list = read(items, { text: above, gap: 0 });
      if (list !== undefined) return { from: at - 1, to, list };
    }
    const list = read(items, NO_HEADING);
    if (list !== undefined) return { from: at, to, list };
  }
  return undefined;
}

const READERS = [
  [isTimed, readChapters],
  [isLink, readLinks],
] as const;

function endOfRun(lines: readonly string[], at: number, isItem: (line: string) => boolean): number {
  let to = at;
  while (to < lines.length && isItem(lines[to] ?? '')) to += 1;
  return to;
}

/** A heading with an empty line between it and its list. */
function joinHeadings(pieces: readonly TextPiece[]): TextPiece[] {
  const joined: TextPiece[] = [];
  for (const piece of pieces) {
    const above = joined.at(-1);
    const list = above === undefined ? undefined : addHeading(above, piece);
    if (above === undefined || list === undefined) joined.push(piece);
    else joined.splice(-1, 1, { gap: above.gap, text: joinPieces([above, piece]), list });
  }
  return joined;
}

function addHeading(above: TextPiece, piece: TextPiece): FoundList | undefined {
  const { gap: headingGap, text, list } = piece;
  const heading = above.text;
  if (above.list !== undefined || heading.includes('\n') || !isPlainHeading(heading) || headingGap === 0)
    return undefined;
  const kind = kindOfHeading(heading);
  if (kind !== undefined) return readPeople(text.split('\n'), { heading, headingGap, kind });
  if (list === undefined) return readLinks(text.split('\n'), { text: heading, gap: headingGap });
  const isBare = list.forms.every((form) => form.heading === '' && ['chapters', 'links'].includes(form.kind));
  return isBare
    ? { ...list, forms: list.forms.map((form) => ({ ...form, heading, headingGap })) }
    : undefined;
}

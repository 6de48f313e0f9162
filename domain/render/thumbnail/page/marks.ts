import type { Position } from '../../../shared/key-path.ts';

/** A template's text with invisible marks that survive Liquid, and the place that each of them stands for. */
export type MarkedText = { readonly text: string; readonly spots: readonly Position[] };

/** Text after Liquid: without marks, and how to find where any of it was written. */
export type Written = { readonly text: string; readonly spotOf: (offset: number) => Position };

// Planes 15 and 16 are private use: no font has them. A mark is one character, by its number; a value's sign one of the next plane.
const FIRST_MARK = 0xf0000;
const FIRST_SIGN = 0x100000;
/** As many marks as plane 15 has characters. */
export const MAX_MARKS = 65_000;
const OURS = /[\u{f0000}-\u{10ffff}]/gu;
const SIGNS = '<>&"\';:';
const SIGN = new RegExp(`[${SIGNS}]`, 'g');

/**
 * Marks each `<`, and inside of a tag each word and what follows a placeholder: a loop's second round then still knows its lines.
 * Nothing is marked inside of Liquid's own tags.
 */
export function markSource(source: string): MarkedText {
  const spots: Position[] = [];
  const cursor = { line: 1, column: 1 };
  const mark = (): string => {
    if (spots.length >= MAX_MARKS) return '';
    spots.push({ ...cursor });
    return String.fromCodePoint(FIRST_MARK + spots.length - 1);
  };
  let inTag = false;
  let text = '';
  for (const { piece, liquid } of splitLiquid(source)) {
    let before = ' ';
    for (const character of piece) {
      const begins = character === '<' || (inTag && /[\s;:"']/.test(before) && !/\s/.test(character));
      text += !liquid && begins ? mark() + character : character;
      inTag = liquid ? inTag : character === '<' || (inTag && character !== '>');
      before = character;
      advance(cursor, character);
    }
  }
  return { text, spots };
}

/** Pieces of text and of Liquid in turn; an open tag without an end is Liquid's to refuse. */
function* splitLiquid(source: string): Generator<{ piece: string; liquid: boolean }> {
  let from = 0;
  while (from < source.length) {
    const open = findOpen(source, from);
    const end = open < 0 ? -1 : findClose(source, open);
    if (open < 0 || end < 0) break;
    yield { piece: source.slice(from, open), liquid: false };
    yield { piece: source.slice(open, end), liquid: true };
    from = end;
  }
  yield { piece: source.slice(from), liquid: false };
}

function findOpen(source: string, from: number): number {
  const opener = /\{[{%]/g;
  opener.lastIndex = from;
  return opener.exec(source)?.index ?? -1;
}

function findClose(source: string, open: number): number {
  const close = source[open + 1] === '{' ? '}}' : '%}';
  let quote: string | undefined;
  for (let at = open + 2; at < source.length; at++) {
    const character = source[at];
    if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (source.startsWith(close, at)) return at + 2;
  }
  return -1;
}

/** Takes the marks out again. */
export function readMarks(text: string, spots: readonly Position[]): Written {
  const found: { offset: number; spot: Position }[] = [{ offset: 0, spot: { line: 1, column: 1 } }];
  let plain = '';
  let last = 0;
  for (const { 0: character, index } of text.matchAll(/[\u{f0000}-\u{fffff}]/gu)) {
    plain += text.slice(last, index);
    last = index + character.length;
    const spot = spots[(character.codePointAt(0) ?? 0) - FIRST_MARK];
    if (spot !== undefined) found.push({ offset: plain.length, spot });
  }
  plain += text.slice(last);
  return { text: plain, spotOf: (offset) => findSpot(plain, found, offset) };
}

function findSpot(
  text: string,
  found: readonly { readonly offset: number; readonly spot: Position }[],
  offset: number,
): Position {
  const near = found.findLast((mark) => mark.offset <= offset);
  const cursor = { ...(near?.spot ?? { line: 1, column: 1 }) };
  for (const character of text.slice(near?.offset ?? 0, offset)) advance(cursor, character);
  return cursor;
}

function advance(cursor: { line: number; column: number }, character: string): void {
  if (character === '\n') {
    cursor.line += 1;
    cursor.column = 1;
  } else cursor.column += character.length;
}

/** The column in the source of a place in the marked text. */
export function unmarkColumn(marked: string, line: number, column: number): number {
  const before = (marked.split('\n')[line - 1] ?? '').slice(0, column - 1);
  return before.replace(/[\u{f0000}-\u{fffff}]/gu, '').length + 1;
}

/** The first character that would be taken for a mark. */
export const findForeign = (source: string): number => source.search(OURS);

/** What a placeholder prints: it can neither end a text nor begin a tag, an attribute or a declaration. */
export const hideSigns = (value: string): string =>
  value.replace(SIGN, (sign) => String.fromCodePoint(FIRST_SIGN + SIGNS.indexOf(sign)));

/** A text of the content, without what would be taken for ours. */
export const cleanText = (text: string): string => text.replace(OURS, '\ufffd');

/** The signs of values as they were. */
export const showSigns = (text: string): string =>
  text.replace(/[\u{100000}-\u{10ffff}]/gu, (sign) => SIGNS[(sign.codePointAt(0) ?? 0) - FIRST_SIGN] ?? '');

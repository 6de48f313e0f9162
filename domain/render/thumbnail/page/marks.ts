import type { Position } from '../../../shared/key-path.ts';

/** A template's text with invisible marks that survive Liquid, and the source place of each mark. */
export type MarkedText = { readonly text: string; readonly spots: readonly Position[] };

/** Text after Liquid, without marks, and a function that finds the source place of an offset. */
export type UnmarkedText = { readonly text: string; readonly spotOf: (offset: number) => Position };

// Planes 15 and 16 are for private use, so no font has them. Mark number n is the nth character of plane 15; escaped characters
// of values are in plane 16.
const FIRST_MARK = 0xf0000;
const FIRST_ESCAPED = 0x100000;
/** Plane 15 has room for this many marks. */
const MAX_MARKS = 65_000;
const OURS = /[\u{f0000}-\u{10ffff}]/gu;
const SIGNS = '<>&"\';:';
const SIGN = new RegExp(`[${SIGNS}]`, 'g');

/**
 * Marks each `<`, and inside a tag each word and the text after a placeholder, so that the second iteration of a loop still
 * knows its lines. Does not mark anything inside Liquid's own tags.
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

/** Alternating pieces of text and Liquid; Liquid itself reports a tag without an end. */
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

/** Removes the marks again. */
export function removeMarks(text: string, spots: readonly Position[]): UnmarkedText {
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

/** The source column of a place in the marked text. */
export function unmarkColumn(marked: string, line: number, column: number): number {
  const before = (marked.split('\n')[line - 1] ?? '').slice(0, column - 1);
  return before.replace(/[\u{f0000}-\u{fffff}]/gu, '').length + 1;
}

/** The offset of the first character that could be mistaken for a mark. */
export const findPrivateCharacter = (source: string): number => source.search(OURS);

/** Escapes a printed value, so that it cannot end a text or start a tag, an attribute or a declaration. */
export const escapeSigns = (value: string): string =>
  value.replace(SIGN, (sign) => String.fromCodePoint(FIRST_ESCAPED + SIGNS.indexOf(sign)));

/** A text from the content without characters that could be mistaken for marks. */
export const replacePrivateCharacters = (text: string): string => text.replace(OURS, '\ufffd');

/** The inverse of `escapeSigns`. */
export const unescapeSigns = (text: string): string =>
  text.replace(
    /[\u{100000}-\u{10ffff}]/gu,
    (sign) => SIGNS[(sign.codePointAt(0) ?? 0) - FIRST_ESCAPED] ?? '',
  );

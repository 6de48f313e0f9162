import { describeFound } from './messages.ts';

/** YouTube refuses these in every text. */
export const BRACKET = /[<>]/;
export const BRACKET_HINT = 'YouTube refuses angle brackets in titles, descriptions and tags.';

/**
 * YouTube refuses ASCII control characters and lone surrogates. We refuse characters that reverse the letters after them, in titles
 * and terminals; direction marks, and isolates that are closed in their line, do no harm.
 */
export const holdsControl = (text: string): boolean => CONTROL.test(text) || holdsOpenIsolate(text);

/** The first such character: where it is (UTF-16 code units from 0), and the sign. */
export function findControl(text: string): { readonly index: number; readonly sign: string } | undefined {
  const control = CONTROL.exec(text);
  const isolate = holdsOpenIsolate(text) ? findOpenIsolate(text) : undefined;
  const index = Math.min(control?.index ?? Number.POSITIVE_INFINITY, isolate ?? Number.POSITIVE_INFINITY);
  return index === Number.POSITIVE_INFINITY ? undefined : { index, sign: text.charAt(index) };
}

const MOST_BEFORE = 20;

/** `U+0007 (bell) after "Ring the bell"`: what is invisible is named, and the visible words before it. */
export function describeControl(
  text: string,
  { index, sign }: { readonly index: number; readonly sign: string },
): string {
  const before =
    text
      .slice(Math.max(0, index - MOST_BEFORE), index)
      .split('\n')
      .at(-1) ?? '';
  return before.trim() === '' ? nameCharacter(sign) : `${nameCharacter(sign)} after ${describeFound(before)}`;
}

/** `U+0007 (bell)` */
function nameCharacter(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = point >= 0xd800 && point <= 0xdfff ? 'half of an emoji' : NAMES[point];
  return name === undefined ? code : `${code} (${name})`;
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'nothing, NUL',
  7: 'bell',
  8: 'backspace',
  9: 'tab',
  10: 'line end',
  11: 'vertical tab, a line end of a word processor',
  12: 'page end',
  13: 'carriage return',
  27: 'escape',
  127: 'delete',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'end of an embedding',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'isolate',
};

const CONTROL = new RegExp(
  ['[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]', '\\p{Surrogate}', '[\\u202a-\\u202e]'].join('|'),
  'u',
);

const ISOLATE = /[\u2066-\u2068]/;

/** An isolate without the sign that closes one behind it in its line. */
const holdsOpenIsolate = (text: string): boolean =>
  ISOLATE.test(text) && text.split('\n').some((line) => findInLine(line) !== undefined);

function findInLine(line: string): number | undefined {
  const from = line.lastIndexOf('\u2069') + 1;
  const at = line.slice(from).search(ISOLATE);
  return at === -1 ? undefined : from + at;
}

function findOpenIsolate(text: string): number | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const at = findInLine(line);
    if (at !== undefined) return start + at;
    start += line.length + 1;
  }
  return undefined;
}

/** Overrides, embeddings and isolates of the writing direction. */
export const DIRECTION = /[\u202a-\u202e\u2066-\u2068]/;
export const DIRECTION_HINT =
  'Retype the text; to set a part in the other direction, put it between "\\u2067" and "\\u2069".';

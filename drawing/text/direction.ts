export type Direction = 'ltr' | 'rtl';

const rightToLeft = '[\\p{sc=Hebrew}\\p{sc=Arabic}\\p{sc=Syriac}\\p{sc=Thaana}\\p{sc=Nko}\\p{sc=Adlam}]';
const rtlLetter = new RegExp(rightToLeft, 'u');
const strong = /\p{L}/u;
const marks = { ltr: '\u200e', rtl: '\u200f' } as const;
const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '\u27e8': '\u27e9' };

/**
 * The direction of a text: right to left when at least half of its words are. Browsers use the first letter alone, which would
 * reverse a Hebrew title that begins with "Kubernetes".
 */
export function directionOf(text: string): Direction {
  const words = text.split(/\s+/).flatMap((word) => sideOf(word) ?? []);
  const fromRight = words.filter((side) => side === 'rtl').length;
  return fromRight > 0 && 2 * fromRight >= words.length ? 'rtl' : 'ltr';
}

/**
 * Adds an invisible direction mark after each bracket of a pair, by rule N0 of Unicode's bidirectional algorithm (UAX 9). satori does
 * not know pairs and would draw "(" and ")" of one word on different sides.
 */
export function markBrackets(text: string, base: Direction): string {
  if (!rtlLetter.test(text)) return text;
  const characters = [...text];
  for (const [open, close] of findPairs(characters)) {
    const side = sideOfPair(characters, open, close, base);
    if (!side) continue;
    for (const at of [open, close]) characters[at] = `${characters[at]}${marks[side]}`;
  }
  return characters.join('');
}

function findPairs(characters: readonly string[]): [open: number, close: number][] {
  const opened: number[] = [];
  return characters
    .flatMap((character, index): [number, number][] => {
      if (closings[character]) opened.push(index);
      const last = opened.findLastIndex((open) => closings[characters[open] ?? ''] === character);
      if (last < 0) return [];
      const [open = 0] = opened.splice(last);
      return [[open, index]];
    })
    .sort(([a], [b]) => a - b);
}

function sideOfPair(characters: readonly string[], open: number, close: number, base: Direction) {
  const inside = characters.slice(open + 1, close).flatMap((character) => sideOf(character) ?? []);
  if (inside.includes(base)) return base;
  const [other] = inside;
  if (!other) return undefined;
  const before = characters.slice(0, open).reverse();
  return before.map(sideOf).find((side) => side !== undefined) === other ? other : base;
}

/** The direction of the first letter or direction mark, if any. */
function sideOf(text: string): Direction | undefined {
  for (const character of text) {
    if (character === marks.rtl || character === '\u061c') return 'rtl';
    if (character === marks.ltr) return 'ltr';
    if (strong.test(character)) return rtlLetter.test(character) ? 'rtl' : 'ltr';
  }
  return undefined;
}

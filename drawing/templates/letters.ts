import type { Style } from './element.ts';

// Scripts whose letters join or stack must not get negative letter spacing.
const joined = /[\p{sc=Arabic}\p{sc=Devanagari}]/u;
const square = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const pointed = /\p{sc=Hebrew}/u;
const stacked = /\p{Lu}\p{M}|\p{M}{2}/u;

/** The letters of titles; measured and drawn with the same style. */
export function styleText(text: string): Style {
  return { fontWeight: 800, lineHeight: lineHeightOf(text), letterSpacing: spacingOf(text) };
}

/** The line height as a multiple of the font size: enough for marks above and below letters of the script. */
export function lineHeightOf(text: string): number {
  if (joined.test(text)) return 1.4;
  if (stacked.test(text.normalize('NFD')) || pointed.test(text)) return 1.2;
  return square.test(text) ? 1.15 : 1.06;
}

function spacingOf(text: string): string | number {
  return joined.test(text) || square.test(text) ? 0 : '-0.02em';
}

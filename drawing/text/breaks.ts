import { segmentGraphemes, segmentWords } from './segment.ts';

/** Text that stays on one line, and whether a space follows it. */
export type Unit = { readonly text: string; readonly spaced: boolean };

/** A unit and its width, in ems like all widths here: at a font size of 1. */
export type Measured = Unit & { readonly width: number };

/** The width of a space and the height of a line, in ems. */
export type Metrics = { readonly space: number; readonly lineHeight: number };

const ideographic = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const hiragana = /^\p{sc=Hiragana}+$/u;
const punctuation = /[\p{P}\p{S}]$/u;
const neverFirst =
  /^[\p{Pe}\p{Pf}\p{M}、。，．・：；？！ー～〜…‥々的了吗呢吧!?,.:;%ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]/u;
const neverLast = /[\p{Ps}\p{Pi}第]$/u;
// ICU's dictionary splits loanwords, and numbers from their counters.
const oneWord = /[\p{sc=Katakana}ー] [\p{sc=Katakana}ー]|[\p{N}一二三四五六七八九十百千万] \p{sc=Han}/u;
const longPhrase = 8;

/**
 * Splits a title where it may be broken: at spaces, after hyphens in long words, and in Chinese and Japanese between words.
 * Particles and endings (hiragana) stay with the word before them, and no line starts with a closing mark.
 */
export function splitUnits(text: string): Unit[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => spaceLast(splitWord(word)));
}

/** The smallest pieces of a unit that does not fit on a line. */
export function breakUnit({ text, spaced }: Unit): Unit[] {
  const pieces = join(segmentGraphemes(text), (before, piece) => canSplit(before, piece));
  return spaceLast(pieces).map((unit, index) => ({ ...unit, spaced: spaced && index === pieces.length - 1 }));
}

function spaceLast(texts: readonly string[]): Unit[] {
  return texts.map((text, index) => ({ text, spaced: index === texts.length - 1 }));
}

function splitWord(word: string): string[] {
  const parts = word.split(/(?<=[\p{L}\p{N}]{3}[-–—])(?=[\p{L}\p{N}]{3})/u);
  return parts.flatMap((part) => (ideographic.test(part) ? join(segmentWords(part), canBreak) : [part]));
}

function canBreak(before: string, next: string): boolean {
  const touches = ideographic.test(before.at(-1) ?? '') || ideographic.test(next) || punctuation.test(before);
  if (!touches || !canSplit(before, next)) return false;
  const belongs = hiragana.test(next) || oneWord.test(`${before} ${next}`);
  return !belongs || punctuation.test(before) || before.length >= longPhrase;
}

function canSplit(before: string, next: string): boolean {
  return !neverFirst.test(next) && !neverLast.test(before);
}

function join(pieces: readonly string[], part: (before: string, piece: string) => boolean): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (before === undefined || part(before, piece)) joined.push(piece);
    else joined[joined.length - 1] = before + piece;
  }
  return joined;
}

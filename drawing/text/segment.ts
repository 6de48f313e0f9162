const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Grapheme clusters: what a reader sees as one character. */
export function segmentGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Words and what is between them; Chinese and Japanese by ICU's dictionary. */
export function segmentWords(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment);
}

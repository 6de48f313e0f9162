/** A piece of a line; `changed`: it is not in the other line. */
export type Piece = { readonly text: string; readonly changed: boolean };

/**
 * Two versions of a line in pieces, so that what changed can be shown: what they begin and end with in common is told
 * apart, at the borders of words. Lines with nothing in common are one changed piece each.
 */
export function diffWords(
  before: string,
  after: string,
): { before: readonly Piece[]; after: readonly Piece[] } {
  const [old, now] = [splitWords(before), splitWords(after)];
  const start = countSame(old, now);
  const end = countSame(old.slice(start).toReversed(), now.slice(start).toReversed());
  const cut = (words: readonly string[]): readonly Piece[] => {
    const until = words.length - end;
    return [
      { text: words.slice(0, start).join(''), changed: false },
      { text: words.slice(start, until).join(''), changed: true },
      { text: words.slice(until).join(''), changed: false },
    ].filter(({ text }) => text !== '');
  };
  return { before: cut(old), after: cut(now) };
}

/** Words, and what stands between them character by character. */
const splitWords = (line: string): readonly string[] =>
  line.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu) ?? [];

function countSame(one: readonly string[], other: readonly string[]): number {
  const found = one.findIndex((word, index) => word !== other[index]);
  return found < 0 ? one.length : found;
}

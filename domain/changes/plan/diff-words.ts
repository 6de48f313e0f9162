/** A piece of a line; `changed`: it is not in the other line. */
export type DiffPiece = { readonly text: string; readonly changed: boolean };

/**
 * Splits two versions of a line into pieces to highlight what changed: the common start and end, at word boundaries, and the
 * changed part between them. Lines with nothing in common are one changed piece each.
 */
export function diffWords(
  before: string,
  after: string,
): { before: readonly DiffPiece[]; after: readonly DiffPiece[] } {
  const [old, now] = [splitWords(before), splitWords(after)];
  const start = countSame(old, now);
  const end = countSame(old.slice(start).toReversed(), now.slice(start).toReversed());
  const cut = (words: readonly string[]): readonly DiffPiece[] => {
    const until = words.length - end;
    return [
      { text: words.slice(0, start).join(''), changed: false },
      { text: words.slice(start, until).join(''), changed: true },
      { text: words.slice(until).join(''), changed: false },
    ].filter(({ text }) => text !== '');
  };
  return { before: cut(old), after: cut(now) };
}

/** Words, and single characters between them. */
const splitWords = (line: string): readonly string[] =>
  line.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu) ?? [];

function countSame(one: readonly string[], other: readonly string[]): number {
  const found = one.findIndex((word, index) => word !== other[index]);
  return found < 0 ? one.length : found;
}

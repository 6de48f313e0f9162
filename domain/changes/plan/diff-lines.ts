/** One place where two texts differ: lines that left, and lines that came there. */
export type LineEdit = { readonly removed: readonly string[]; readonly added: readonly string[] };

/** Above this many pairs of lines the middle is told as one edit: no description has as many. */
const MOST_PAIRS = 4_000_000;

/**
 * Where two texts differ, line by line, by their longest common lines. As many lines out as in are told pair by pair, so that a
 * line that changes in many texts is the same edit in each, whatever changes beside it.
 */
export function listEdits(before: string, after: string): readonly LineEdit[] {
  if (before === after) return [];
  const [old, now] = [splitLines(before), splitLines(after)];
  const same = countSame(old, now);
  const rest: Lines = { old: old.slice(same), now: now.slice(same) };
  const end = countSame(rest.old.toReversed(), rest.now.toReversed());
  const middle = { old: cutEnd(rest.old, end), now: cutEnd(rest.now, end) };
  return walk(middle).flatMap(pairUp);
}

/** The same as lines to print: `- ` left, `+ ` came. */
export const diffLines = (before: string, after: string): string[] =>
  listEdits(before, after).flatMap(({ removed, added }) => [
    ...removed.map((line) => `- ${line}`),
    ...added.map((line) => `+ ${line}`),
  ]);

type Lines = { readonly old: readonly string[]; readonly now: readonly string[] };

const splitLines = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));
const cutEnd = (lines: readonly string[], end: number): readonly string[] =>
  lines.slice(0, lines.length - end);

function countSame(one: readonly string[], other: readonly string[]): number {
  const found = one.findIndex((line, index) => line !== other[index]);
  return found < 0 ? one.length : found;
}

function walk({ old, now }: Lines): readonly LineEdit[] {
  if (old.length * now.length > MOST_PAIRS) return [{ removed: old, added: now }];
  const common = measureCommon(old, now);
  const edits: { removed: string[]; added: string[] }[] = [{ removed: [], added: [] }];
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    const [left, came] = [old[i], now[j]];
    if (left !== undefined && left === came) {
      edits.push({ removed: [], added: [] });
      i += 1;
      j += 1;
    } else if (left !== undefined && (came === undefined || common(i + 1, j) >= common(i, j + 1))) {
      edits.at(-1)?.removed.push(left);
      i += 1;
    } else if (came !== undefined) {
      edits.at(-1)?.added.push(came);
      j += 1;
    }
  }
  return edits.filter(({ removed, added }) => removed.length + added.length > 0);
}

/** Answers how many lines the rests from two places on have in common. */
function measureCommon(old: readonly string[], now: readonly string[]): (i: number, j: number) => number {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return at;
}

const pairUp = ({ removed, added }: LineEdit): readonly LineEdit[] =>
  removed.length !== added.length
    ? [{ removed, added }]
    : removed.map((line, index) => ({ removed: [line], added: [added[index] ?? ''] }));

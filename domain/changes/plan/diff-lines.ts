import { diffArrays } from 'diff';

/** One place where two texts differ: lines removed and lines added. */
export type LineEdit = { readonly removed: readonly string[]; readonly added: readonly string[] };

/** With more changed lines, everything is one edit: no description has that many, and the time grows quadratically. */
const MOST_CHANGES = 1_000;

/**
 * Where two texts differ, line by line. As many lines removed as added are split into pairs, so that a line that changes in many
 * texts is the same edit in each of them, whatever changes next to it.
 */
export function listEdits(before: string, after: string): readonly LineEdit[] {
  const [old, now] = [splitLines(before), splitLines(after)];
  const changes = diffArrays(old, now, { maxEditLength: MOST_CHANGES });
  if (changes === undefined) return [{ removed: old, added: now }];
  const edits: { removed: string[]; added: string[] }[] = [{ removed: [], added: [] }];
  for (const { value, removed, added } of changes) {
    if (removed) edits.at(-1)?.removed.push(...value);
    else if (added) edits.at(-1)?.added.push(...value);
    else edits.push({ removed: [], added: [] });
  }
  return edits.flatMap(pairUp);
}

/** The same as lines to print: `- ` removed, `+ ` added. */
export const diffLines = (before: string, after: string): string[] =>
  listEdits(before, after).flatMap(({ removed, added }) => [
    ...removed.map((line) => `- ${line}`),
    ...added.map((line) => `+ ${line}`),
  ]);

const splitLines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** Returns nothing for an empty edit. */
const pairUp = ({ removed, added }: LineEdit): readonly LineEdit[] =>
  removed.length !== added.length
    ? [{ removed, added }]
    : removed.map((line, index) => ({ removed: [line], added: [added[index] ?? ''] }));

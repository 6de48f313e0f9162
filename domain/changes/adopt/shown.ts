import type { FieldDifference, ShownDifference } from './types.ts';

/** Enough to recognise what a person did, and little enough for a state that is carried from cycle to cycle. */
const MOST_FIELDS = 4;
const MOST_LINES = 4;
const MOST_CHARACTERS = 160;

/** The beginning of each difference: about 5 KB at most, as a page of the Temporal UI shows it. */
export const shortenDifferences = (differences: readonly FieldDifference[]): ShownDifference[] =>
  differences.slice(0, MOST_FIELDS).map(({ field, edits, more }) => {
    const removed = edits.flatMap((edit) => edit.removed);
    const added = edits.flatMap((edit) => edit.added);
    const shown = { removed: removed.slice(0, MOST_LINES), added: added.slice(0, MOST_LINES) };
    const rest = removed.length + added.length - shown.removed.length - shown.added.length + more;
    return {
      field,
      removed: shown.removed.map(shortenLine),
      added: shown.added.map(shortenLine),
      ...(rest > 0 ? { more: rest } : {}),
    };
  });

const shortenLine = (line: string): string => {
  const characters = [...line];
  return characters.length <= MOST_CHARACTERS ? line : `${characters.slice(0, MOST_CHARACTERS).join('')}…`;
};

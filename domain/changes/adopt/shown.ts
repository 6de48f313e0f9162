import type { FieldDifference, ShownDifference } from './types.ts';

type Limits = { readonly fields: number; readonly lines: number; readonly characters: number };

/** Enough to recognise what a person did, and little enough for a state that is carried from cycle to cycle. */
const OF_ONE: Limits = { fields: 4, lines: 4, characters: 160 };

/** The beginning of each difference: about 5 KB at most, as a page of the Temporal UI shows it. */
export const shortenDifferences = (differences: readonly FieldDifference[]): ShownDifference[] =>
  shorten(differences, OF_ONE);

/** A rewrite keeps them of 200 videos: each of a few hundred bytes, and 1,500 characters at the most. */
const OF_MANY: Limits = { fields: 3, lines: 2, characters: 120 };

/** The same of one of many videos. */
export const shortenChanges = (differences: readonly FieldDifference[]): ShownDifference[] =>
  shorten(differences, OF_MANY);

const shorten = (
  differences: readonly FieldDifference[],
  { fields, lines, characters }: Limits,
): ShownDifference[] =>
  differences.slice(0, fields).map(({ field, edits, more }) => {
    const removed = edits.flatMap((edit) => edit.removed);
    const added = edits.flatMap((edit) => edit.added);
    const shown = { removed: removed.slice(0, lines), added: added.slice(0, lines) };
    const rest = removed.length + added.length - shown.removed.length - shown.added.length + more;
    return {
      field,
      removed: shown.removed.map((line) => shortenLine(line, characters)),
      added: shown.added.map((line) => shortenLine(line, characters)),
      ...(rest > 0 ? { more: rest } : {}),
    };
  });

const shortenLine = (line: string, most: number): string => {
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most).join('')}…`;
};

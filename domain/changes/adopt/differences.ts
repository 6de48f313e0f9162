import type { Field } from '../../content/ownership.ts';
import { hashText } from '../../shared/hash.ts';
import { type LineEdit, listEdits } from '../plan/diff-lines.ts';
import type { EditedFields } from './find-edited.ts';
import { desiredValue, type LiveState, liveValue } from './live-values.ts';
import type { ProposeInput } from './propose.ts';
import type { FieldDifference } from './types.ts';

/** As much as a person reads before answering; the whole text is on YouTube and in `npx showrunner render`. */
const MOST_LINES = 40;

/** How these fields on YouTube differ from the content, line by line; nothing for a field that is equal or that we never write. */
export const listDifferences = (
  input: DifferenceInput,
  fields: readonly Field[],
  edited: EditedFields,
): FieldDifference[] =>
  fields.flatMap((field): FieldDifference[] => {
    const edits = diffField(input, field);
    if (edits.length === 0 || input.desired.policy.fields[field] === 'keep') return [];
    const live = hashText(liveValue(input, input.catalog.academy, field) ?? '', 10);
    return [{ field, reason: edited.get(field) ?? 'named', ...shorten(edits), live }];
  });

type DifferenceInput = LiveState & Pick<ProposeInput, 'catalog' | 'desired'>;

function diffField(input: DifferenceInput, field: Field): readonly LineEdit[] {
  const { desired, live, catalog } = input;
  const there = liveValue(input, catalog.academy, field);
  const wanted = desiredValue(desired, live, field);
  if (wanted === undefined || there === wanted) return [];
  if (field === 'thumbnail')
    return wanted === 'keep'
      ? []
      : [{ removed: ['the picture on YouTube'], added: ['the thumbnail of the content'] }];
  return listEdits(there ?? '', wanted);
}

function shorten(edits: readonly LineEdit[]): Pick<FieldDifference, 'edits' | 'more'> {
  const shown: LineEdit[] = [];
  let left = MOST_LINES;
  for (const { removed, added } of edits) {
    const edit = {
      removed: removed.slice(0, left),
      added: added.slice(0, Math.max(0, left - removed.length)),
    };
    left -= edit.removed.length + edit.added.length;
    if (edit.removed.length + edit.added.length > 0) shown.push(edit);
  }
  const countLines = (all: readonly LineEdit[]): number =>
    all.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
  return { edits: shown, more: countLines(edits) - countLines(shown) };
}

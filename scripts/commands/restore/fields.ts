import { KEPT_FIELDS, type KeptField } from '../../../domain/changes/kept/entry.ts';
import { suggest } from '../../../domain/shared/suggestions.ts';
import { CommandError } from '../../lib/outcome.ts';

/** undefined: none were named. @throws CommandError for one that cannot be restored */
export function parseKeptFields(names: readonly string[] | undefined): readonly KeptField[] | undefined {
  if (names === undefined) return undefined;
  for (const name of names) {
    if (KEPT_FIELDS.some((field) => field === name)) continue;
    const near = suggest(name, KEPT_FIELDS);
    throw new CommandError(
      `"${name}" cannot be restored. ${near === undefined ? `There are: ${KEPT_FIELDS.join(', ')}.` : `Did you mean "${near}"?`}`,
    );
  }
  return KEPT_FIELDS.filter((field) => names.includes(field));
}

import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { parseFile } from '../../content/parse/parse.ts';
import { type Desired, renderDesired } from '../../render/desired.ts';
import { checkLimits } from '../../render/limits/limits.ts';
import { TemplateProblem } from '../../render/template/template.ts';
import { isError } from '../../shared/problem.ts';
import { findStart } from '../../shared/start-time.ts';
import { applyEdits } from './edit-yaml.ts';
import type { YamlEdit } from './types.ts';

type Source = { readonly catalog: Catalog; readonly episode: Episode; readonly text: string };

/** The desired state with these edits in the file, or the reason why they are not possible. */
export function tryEdits(
  { catalog, episode, text }: Source,
  edits: readonly Pick<YamlEdit, 'key' | 'value'>[],
): { readonly desired: Desired } | { readonly why: string } {
  const { record, problems } = parseFile('episode', episode.origin.path, applyEdits(text, edits));
  if (record === undefined)
    return { why: problems.find(isError)?.message ?? 'the file would no longer be valid' };
  const start = findStart(record, catalog.shows[record.show ?? '']?.timezone);
  const changed: Episode = {
    ...record,
    id: episode.id,
    origin: episode.origin,
    ...(start !== undefined && 'start' in start ? start : {}),
  };
  try {
    const desired = renderDesired(catalog, changed);
    const refused = checkLimits({ catalog, episode: changed, desired }).find(isError);
    return refused === undefined ? { desired } : { why: refused.message };
  } catch (error) {
    if (error instanceof TemplateProblem) return { why: error.message };
    throw error;
  }
}

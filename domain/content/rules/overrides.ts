import type { Problem } from '../../shared/problem.ts';
import type { Bodies } from '../schema/kinds.ts';
import type { Rule, RuleFault } from './draft.ts';
import { perRecord } from './per-record.ts';

const EFFECTS = {
  title: 'replaces the title, so that the title template of the show is not used',
  description:
    'replaces the description, so that later changes of guests, sponsors, the show and templates do not change it',
  tags: 'replaces all tags, so that the tags of the episode and of the show are not added',
} as const;

/** A person who edits a guest should know which texts do not change. */
export const overriddenTexts: Rule = (draft): Problem[] => draft.episodes.flatMap((entry) => check(entry));

const check = perRecord<'episode'>((record) => [
  ...Object.entries(EFFECTS).flatMap(([name, consequence]): RuleFault[] =>
    record.overrides?.[name as keyof typeof EFFECTS] === undefined
      ? []
      : [fault(['overrides', name], consequence)],
  ),
  ...checkVerbatim(record),
  ...Object.entries(record.localizations ?? {}).flatMap(
    ([language, { verbatim, description }]): RuleFault[] =>
      verbatim === undefined || description === undefined
        ? []
        : [fault(['localizations', language, 'description'], 'is not used, because verbatim replaces it')],
  ),
]);

/** Nothing to say of an imported file: it names no guests yet, and has no other part of a description. */
function checkVerbatim({ verbatim, overrides, ...record }: Bodies['episode']): RuleFault[] {
  if (verbatim === undefined) return [];
  if (overrides?.description !== undefined)
    return [fault(['verbatim'], 'is not used, because overrides.description replaces it')];
  const parts = PARTS.filter((name) => (record[name] ?? '').length > 0);
  if (parts.length === 0) return [];
  const words = new Intl.ListFormat('en').format(parts);
  return [fault(['verbatim'], `is the whole description, so that ${words} of this file are not printed`)];
}

const PARTS = ['description', 'guests', 'sponsors', 'chapters', 'links'] as const;

const fault = (key: string[], consequence: string): RuleFault => ({
  ...{ key, part: 'key', code: 'overridden' },
  message: `${key.join('.')}: ${consequence}`,
});

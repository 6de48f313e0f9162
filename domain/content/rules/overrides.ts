import type { Problem } from '../../shared/problem.ts';
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

const check = perRecord<'episode'>(({ overrides = {} }) =>
  Object.entries(EFFECTS).flatMap(([name, consequence]): RuleFault[] => {
    if (overrides[name as keyof typeof EFFECTS] === undefined) return [];
    const key = ['overrides', name];
    return [{ key, part: 'key', code: 'overridden', message: `${key.join('.')}: ${consequence}` }];
  }),
);

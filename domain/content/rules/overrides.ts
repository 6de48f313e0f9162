import type { Problem } from '../../shared/problem.ts';
import type { Rule, RuleFault } from './draft.ts';
import { perRecord } from './per-record.ts';

const REACH = {
  title: 'the title template of the show no longer wraps it',
  description: 'corrections of guests, sponsors, the show and templates no longer reach it',
  tags: 'tags of the episode and the show are not added',
} as const;

/** Whoever edits a guest should learn which texts stay as they are. */
export const overriddenTexts: Rule = (draft): Problem[] => draft.episodes.flatMap((entry) => check(entry));

const check = perRecord<'episode'>(({ overrides = {} }) =>
  Object.entries(REACH).flatMap(([name, consequence]): RuleFault[] => {
    if (overrides[name as keyof typeof REACH] === undefined) return [];
    const key = ['overrides', name];
    return [{ key, part: 'key', code: 'overridden', message: `${key.join('.')}: ${consequence}` }];
  }),
);

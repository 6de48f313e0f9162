import { expect, it } from 'vitest';
import { classifyTakeOver } from './take-over.ts';

const update = (fields: readonly string[]) => ({
  changes: [{ call: 'videos.update' as const, fields, units: 50, next: TEXTS }],
});
const TEXTS = { title: '', description: '', tags: [], categoryId: '28' };

it.each([
  ['another text', update(['description', 'title']), false, ['title', 'description']],
  ['the same text', update(['description']), true, ['marker']],
  ['no call', { changes: [] }, true, ['only-the-marker']],
])('%s', (_name, plan, isSameText, expected) => {
  expect(classifyTakeOver(plan, { live: { privacy: 'public' }, isSameText, steps: [] })).toEqual(expected);
});

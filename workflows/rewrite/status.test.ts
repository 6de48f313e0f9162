import { expect, it } from 'vitest';
import { openRewrite, type RewriteState } from './state.ts';
import { toRewriteStatus } from './status.ts';

/** What waits for a person is left out: the cursor is at its end while the last slice is still being written. */
const atItsEnd = (more: Partial<RewriteState>): RewriteState => ({
  ...openRewrite({ commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 4, startedAt: 0 }),
  next: 4,
  done: 2,
  excluded: { checksum: 'x' },
  ...more,
});

it('is answered when the last slice has ended, not when it has begun', () => {
  expect(toRewriteStatus(atItsEnd({}))).not.toHaveProperty('answered');
  expect(toRewriteStatus(atItsEnd({ isAnswered: true }))).toMatchObject({ answered: true });
});

import { expect, it } from 'vitest';
import { recordPause, recordResume } from './pause.ts';

it('a pause lasts since the first one, whoever repeats it, and its resume ends it', () => {
  const state: { pausedBy?: string | undefined; pausedAt?: string | undefined } = {};
  recordPause(state, 'ann', 0);
  recordPause(state, 'bob', 60_000);
  expect(state).toEqual({ pausedBy: 'bob', pausedAt: '1970-01-01T00:00:00.000Z' });
  recordResume(state);
  expect(state).toEqual({});
});

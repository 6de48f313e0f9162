import { expect, it } from 'vitest';
import { decidedBy, MOST_PAIRS, recordDecision } from './approvals.ts';
import { baseCommitsOf, MOST_DISPATCHED, NEW_SYNC, type SyncState } from './state.ts';

const C = 'c'.repeat(40);

it('keeps what was decided last of each pair, each once, and the question until it is answered', () => {
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, pending: { checksum: 'x', changeKeys: ['p1', 'p2'] } });
  expect(decidedBy(state)).toEqual({
    approved: [],
    rejected: [],
    pending: { commit: C, checksum: 'x', changeKeys: ['p1', 'p2'] },
  });
  recordDecision(state, { commit: C, rejected: ['p1', 'p2'] });
  recordDecision(state, { commit: C, approved: ['p2', 'p3'] });
  recordDecision(state, { commit: C, approved: ['p3'] });
  expect(decidedBy(state)).toEqual({ approved: ['p2', 'p3'], rejected: ['p1'] });
  expect(state.decisions).toBe(4);
});

it('forgets the oldest beyond its bound', () => {
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, approved: ['old', 'older'] });
  recordDecision(state, {
    commit: C,
    approved: Array.from({ length: MOST_PAIRS - 1 }, (_, index) => `n${index}`),
  });
  expect(state.approved).toHaveLength(MOST_PAIRS);
  expect([state.approved?.[0], state.approved?.[1]]).toEqual(['older', 'n0']);
});

it('is never larger than a payload of Temporal may be', () => {
  const pairs = Array.from({ length: MOST_PAIRS }, (_, index) => index.toString(16).padStart(10, '0'));
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, approved: pairs });
  recordDecision(state, { commit: C, rejected: pairs.map((pair) => `x${pair.slice(1)}`) });
  recordDecision(state, { commit: C, pending: { checksum: 'x', changeKeys: pairs } });
  const decided = decidedBy(state);
  expect([decided.approved.length, decided.rejected.length]).toEqual([MOST_PAIRS, MOST_PAIRS]);
  expect(JSON.stringify(decided).length).toBeLessThan(2 * 1024 * 1024);
});

it('keeps who paused the rewrites until somebody resumes', () => {
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, pausedBy: 'ann' });
  recordDecision(state, { commit: C, approved: ['p'] });
  expect(state.rewritePausedBy).toBe('ann');
  recordDecision(state, { commit: C, pausedBy: null });
  expect(state.rewritePausedBy).toBeUndefined();
});

it('while a rewrite waits for weeks, commits go on without all being compared again', () => {
  const commits = Array.from({ length: MOST_DISPATCHED + 1 }, (_, index) => `c${index}`);
  const state: SyncState = { ...NEW_SYNC, syncedCommit: 'old', dispatched: commits };
  expect(baseCommitsOf(state)).toEqual([]);
  recordDecision(state, { commit: 'c19', answered: true });
  expect(baseCommitsOf(state)).toEqual([]);
  state.rewrite = { workflowId: 'rewrite/c19', commit: 'c19' };
  recordDecision(state, { commit: 'c19', answered: true });
  expect(baseCommitsOf(state)).toEqual(['old', 'c19', 'c20']);
});

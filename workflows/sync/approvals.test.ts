import { expect, it } from 'vitest';
import { MAX_CHANGE_KEYS, priorDecisionsOf, recordDecision } from './approvals.ts';
import { baseCommitsOf, MAX_DISPATCHED, NEW_SYNC, type SyncState } from './state.ts';

const C = 'c'.repeat(40);

it('records the newest decision of each key, each once, and the pending approval until it is answered', () => {
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, pending: { checksum: 'x', changeKeys: ['p1', 'p2'] } });
  expect(priorDecisionsOf(state)).toEqual({
    approved: [],
    rejected: [],
    pending: { commit: C, checksum: 'x', changeKeys: ['p1', 'p2'] },
  });
  recordDecision(state, { commit: C, rejected: ['p1', 'p2'] });
  recordDecision(state, { commit: C, approved: ['p2', 'p3'] });
  recordDecision(state, { commit: C, approved: ['p3'] });
  expect(priorDecisionsOf(state)).toEqual({ approved: ['p2', 'p3'], rejected: ['p1'] });
  expect(state.decisions).toBe(4);
});

it('drops the oldest beyond its limit', () => {
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, approved: ['old', 'older'] });
  recordDecision(state, {
    commit: C,
    approved: Array.from({ length: MAX_CHANGE_KEYS - 1 }, (_, index) => `n${index}`),
  });
  expect(state.approved).toHaveLength(MAX_CHANGE_KEYS);
  expect([state.approved?.[0], state.approved?.[1]]).toEqual(['older', 'n0']);
});

it('is never larger than a Temporal payload', () => {
  const pairs = Array.from({ length: MAX_CHANGE_KEYS }, (_, index) => index.toString(16).padStart(10, '0'));
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, approved: pairs });
  recordDecision(state, { commit: C, rejected: pairs.map((pair) => `x${pair.slice(1)}`) });
  recordDecision(state, { commit: C, pending: { checksum: 'x', changeKeys: pairs } });
  const decided = priorDecisionsOf(state);
  expect([decided.approved.length, decided.rejected.length]).toEqual([MAX_CHANGE_KEYS, MAX_CHANGE_KEYS]);
  expect(JSON.stringify(decided).length).toBeLessThan(2 * 1024 * 1024);
});

it('records who paused the rewrites until they are resumed', () => {
  const state: SyncState = { ...NEW_SYNC };
  recordDecision(state, { commit: C, pausedBy: 'ann' });
  recordDecision(state, { commit: C, approved: ['p'] });
  expect(state.rewritePausedBy).toBe('ann');
  recordDecision(state, { commit: C, pausedBy: null });
  expect(state.rewritePausedBy).toBeUndefined();
});

it('while a rewrite waits for weeks, new commits do not compare everything again', () => {
  const commits = Array.from({ length: MAX_DISPATCHED + 1 }, (_, index) => `c${index}`);
  const state: SyncState = { ...NEW_SYNC, syncedCommit: 'old', dispatched: commits };
  expect(baseCommitsOf(state)).toEqual([]);
  recordDecision(state, { commit: 'c19', answered: true });
  expect(baseCommitsOf(state)).toEqual([]);
  state.rewrite = { workflowId: 'rewrite/c19', commit: 'c19' };
  recordDecision(state, { commit: 'c19', answered: true });
  expect(baseCommitsOf(state)).toEqual(['old', 'c19', 'c20']);
});

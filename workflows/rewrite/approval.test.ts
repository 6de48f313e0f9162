import { describe, expect, it } from 'vitest';
import type { ApprovalRequest } from '../../domain/changes/approval/approval.ts';
import { defined } from '../../domain/shared/defined.ts';
import {
  approveWork,
  assertApprovable,
  assertRejectable,
  endOf,
  excludeChanges,
  findUnfinished,
  openPass,
  rejectWork,
} from './approval.ts';
import { openRewrite, type RewriteState } from './state.ts';
import { toRewriteStatus } from './status.ts';

const question = (checksum: string, ...keys: string[]): ApprovalRequest => ({
  checksum,
  changeKeys: keys,
  units: 51 * keys.length,
  exceeded: [],
  first: keys,
  sampleDiffs: [],
});
const OPEN = question('aaa', 'p1', 'p2');
const REJECTED = question('rrr', 'p3');

function begin(excluded: RewriteState['excluded'], more: Partial<RewriteState> = {}): RewriteState {
  const state = {
    ...openRewrite({ commit: 'c', subject: 's', seq: 1, baseCommits: ['b'], total: 9, startedAt: 0 }),
    ...more,
  };
  excludeChanges(state, excluded);
  return state;
}

describe('excluded changes', () => {
  it('are left out of the first pass, and are the next one when they are approved', () => {
    const state = begin({ open: OPEN, rejected: REJECTED, checksum: 'bbb' });
    expect([state.excludedKeys, endOf(state)]).toEqual([['p1', 'p2', 'p3'], 6]);
    expect(openPass(state)).toBe(false);
    assertApprovable(state, { checksum: 'aaa' });
    expect(approveWork(state, { checksum: 'aaa', by: 'ann' })).toBe('2 episodes approved by ann');
    expect(state.excluded).toEqual({ rejected: REJECTED, checksum: 'rrr' });
    expect(state.unreported).toEqual([{ commit: 'c', approved: ['p1', 'p2'] }]);
    state.isAnswered = true;
    expect(openPass(state)).toBe(true);
    expect(state).toMatchObject({ changeKeys: ['p1', 'p2'], excludedKeys: undefined, next: 0, end: 2 });
    expect(state.isAnswered).toBeUndefined();
    approveWork(state, { checksum: 'rrr' });
    expect(state.excluded).toBeUndefined();
  });

  it('need no list of keys when they are everything', () => {
    const state = begin({ open: OPEN, checksum: 'aaa' }, { total: 2 });
    expect(endOf(state)).toBe(0);
    approveWork(state, { checksum: 'aaa' });
    openPass(state);
    expect(state).toMatchObject({ changeKeys: undefined, excludedKeys: undefined, end: 2 });
  });

  it('of named episodes are a pass over their ids', () => {
    const only = ['e1', 'e2', 'e3'];
    expect(endOf(begin({ open: OPEN, checksum: 'aaa' }, { only, total: 3 }))).toBe(3);
    const state = begin({ open: OPEN, checksum: 'aaa' }, { only: ['e1', 'e2'], total: 12 });
    expect(endOf(state)).toBe(0);
    approveWork(state, { checksum: 'aaa' });
    openPass(state);
    expect(state).toMatchObject({ changeKeys: ['p1', 'p2'], end: 2 });
  });

  it('of a superseded take-over are unfinished from their approval until their pass is done', () => {
    const takeOver = { takeOver: true, only: ['e1', 'e2'], total: 2, superseded: true } as const;
    const state = begin({ open: OPEN, checksum: 'aaa' }, takeOver);
    expect(findUnfinished(state)).toBeUndefined();
    approveWork(state, { checksum: 'aaa' });
    const unfinished = { episodes: ['e1', 'e2'], keys: ['p1', 'p2'] };
    expect(findUnfinished(state)).toEqual(unfinished);
    openPass(state);
    expect(findUnfinished(state)).toEqual(unfinished);
    expect(findUnfinished({ ...state, superseded: false })).toBeUndefined();
    const { takeOver: _, ...ofCommit } = state;
    expect(findUnfinished(ofCommit)).toBeUndefined();
    state.isAnswered = true;
    expect(findUnfinished(state)).toBeUndefined();
  });

  it('are summarized without their keys', () => {
    const state = begin({ open: OPEN, checksum: 'aaa' });
    expect(toRewriteStatus(state)).toMatchObject({ pending: { checksum: 'aaa', episodes: 2 }, base: 'b' });
    expect(toRewriteStatus(state).pending).not.toHaveProperty('changeKeys');
  });
});

describe('a checksum', () => {
  const since = { commit: 'c'.repeat(40), checksum: 'old', added: 3, removed: 1, first: ['e1', 'e2'] };
  const state = begin({ open: { ...OPEN, since }, checksum: 'aaa' });

  it.each([
    [
      'old',
      'old was the plan of cccccccccc: the plan that is waiting has the checksum aaa (2 episodes, about 102 units); since then 3 added or changed (e1, e2 and 1 more), 1 removed or changed; to approve it, send {"checksum":"aaa","by":"your name"}',
    ],
    ['zzz', 'zzz is the checksum of another plan: the plan that is waiting has the checksum aaa'],
    [undefined, 'an approval needs the checksum of the plan: the plan that is waiting has the checksum aaa'],
  ])('that is wrong is refused with the right one and what differs: %s', (checksum, words) => {
    expect(() => assertApprovable(state, defined({ checksum }))).toThrow(words);
  });

  it('of both also approves what was rejected', () => {
    const both = begin({ open: OPEN, rejected: REJECTED, checksum: 'bbb' });
    assertApprovable(both, { checksum: 'bbb' });
    approveWork(both, { checksum: 'bbb' });
    expect(both).toMatchObject({ excluded: undefined, approvedPasses: [['p1', 'p2', 'p3']] });
  });

  it('is refused when nothing waits', () => {
    expect(() => assertApprovable(begin(undefined), { checksum: 'aaa' })).toThrow('nothing is waiting');
    expect(() => assertRejectable(begin(undefined), {})).toThrow('nothing is waiting');
  });
});

describe('a rejection', () => {
  it('adds to earlier rejections, and is revoked by the checksum of everything', () => {
    const state = begin({ open: OPEN, rejected: REJECTED, checksum: 'bbb' });
    expect(() => assertRejectable(state, { checksum: 'zzz' })).toThrow('zzz is the checksum of another plan');
    assertRejectable(state, { checksum: 'aaa' });
    rejectWork(state, 'ann');
    expect(state.unreported).toEqual([{ commit: 'c', rejected: ['p1', 'p2'] }]);
    expect(toRewriteStatus(state)).toMatchObject({
      rejected: { checksum: 'bbb', episodes: 3, units: 153, by: 'ann' },
    });
    expect(() => assertRejectable(state, {})).toThrow('already rejected');
    assertApprovable(state, { checksum: 'bbb' });
    expect(approveWork(state, { checksum: 'bbb' })).toBe('3 episodes approved by an operator');
  });
});

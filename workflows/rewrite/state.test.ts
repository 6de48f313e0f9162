import { expect, it } from 'vitest';
import {
  addCounts,
  addNotes,
  addTookOver,
  listNotes,
  NO_COUNTS,
  openRewrite,
  type RewriteState,
} from './state.ts';
import { toRewriteStatus } from './status.ts';

const open = (more: Partial<RewriteState> = {}): RewriteState => ({
  ...openRewrite({ commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 9, startedAt: 0 }),
  ...more,
});

it('counts verdicts, each and all', () => {
  const state = open();
  addCounts(state, { written: 2, missed: 1 });
  addCounts(state, { written: 1 });
  expect(state).toMatchObject({ done: 4, counts: { ...NO_COUNTS, written: 3, missed: 1 } });
  expect(NO_COUNTS.written).toBe(0);
});

it('records the first ten notes of each verdict and the last ten problems, and counts the rest', () => {
  const state = open();
  addCounts(state, { failed: 12, stalled: 1 });
  for (const kind of ['failed', 'problem'] as const)
    addNotes(
      state,
      Array.from({ length: 12 }, (_, index) => ({ kind, text: `${index}`.padEnd(400) })),
    );
  addNotes(state, [{ kind: 'stalled', text: 'a/one: no marker' }]);
  const lines = listNotes(state).map((line) => line.replace(/ +…$/, '…'));
  expect(lines).toHaveLength(22);
  expect(lines.slice(9, 12)).toEqual(['failed: 9…', 'failed: and 2 more', 'problem: 2…']);
  expect(lines.slice(-2)).toEqual(['problem: 11…', 'stalled: a/one: no marker']);
  expect(JSON.stringify(state.notes).length).toBeLessThan(10_000);
});

it('shows whether it is paused, and until when it waits', () => {
  expect(toRewriteStatus(open())).not.toHaveProperty('waitingUntil');
  expect(toRewriteStatus(open({ waitingUntil: 'noon', pausedBy: 'ann' }))).toEqual({
    ofCommit: true,
    commit: 'c',
    subject: 's',
    total: 9,
    done: 0,
    counts: NO_COUNTS,
    units: 0,
    notes: [],
    paused: true,
    pausedBy: 'ann',
    waitingUntil: 'noon',
  });
});

it('counts by show what it took over, and nothing when it takes nothing over', () => {
  const target = { title: 't', guests: [], units: 1 };
  const targets = [
    { ...target, episodeId: 'a', show: 'talks' },
    { ...target, episodeId: 'b', show: 'talks' },
    { ...target, episodeId: 'c' },
    { ...target, episodeId: 'd' },
  ];
  const result = { spent: 1, detail: '' };
  const results = [
    { ...result, episodeId: 'a', kind: 'written' as const },
    { ...result, episodeId: 'b', kind: 'stalled' as const, refusedSteps: ['thumbnail'] as const },
    { ...result, episodeId: 'c', kind: 'unchanged' as const },
    { ...result, episodeId: 'd', kind: 'not-ours' as const },
  ];
  const state = open({ takeOver: true });
  addTookOver(state, targets, results);
  expect(state.tookOver).toEqual([{ show: 'talks', count: 2 }, { count: 1 }]);
  const other = open();
  addTookOver(other, targets, results);
  expect(other.tookOver).toBeUndefined();
});

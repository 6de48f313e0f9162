import { expect, it } from 'vitest';
import { addCounts, addNotes, describeRewrite, NO_COUNTS, openRewrite, type RewriteState } from './state.ts';

const open = (more: Partial<RewriteState> = {}): RewriteState => ({
  ...openRewrite({ commit: 'c', subject: 's', seq: 1, bases: [], total: 9, startedAt: 0 }),
  ...more,
});

it('counts verdicts, and all of them together', () => {
  const state = open();
  addCounts(state, { written: 2, missed: 1 });
  addCounts(state, { written: 1 });
  expect(state).toMatchObject({ done: 4, counts: { ...NO_COUNTS, written: 3, missed: 1 } });
  expect(NO_COUNTS.written).toBe(0);
});

it('keeps the last 30 notes', () => {
  const state = open({ notes: ['first'] });
  addNotes(
    state,
    Array.from({ length: 30 }, (_, index) => `note ${index}`),
  );
  expect(state.notes).toHaveLength(30);
  expect(state.notes[0]).toBe('note 0');
});

it('says whether it is paused and until when it waits, if it does', () => {
  expect(describeRewrite(open())).not.toHaveProperty('waitingUntil');
  expect(describeRewrite(open({ waitingUntil: 'noon', pausedBy: 'ann' }))).toEqual({
    commit: 'c',
    total: 9,
    done: 0,
    counts: NO_COUNTS,
    units: 0,
    notes: [],
    paused: true,
    waitingUntil: 'noon',
  });
});

import { expect, it } from 'vitest';
import { shortenChanges } from '../../domain/changes/adopt/shown.ts';
import {
  addCounts,
  addNotes,
  addTookOver,
  addWritten,
  keepsChanges,
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

it('keeps the first 200 videos that it wrote, with what was written, and no other', () => {
  const state = open();
  const targets = Array.from({ length: 25 }, (_, index) => ({
    ...{ episodeId: `e${index}`, title: 't', guests: [], units: 1 },
    ...(index === 0 ? {} : { videoId: `v${index}` }),
  }));
  const results = targets.map(({ episodeId }, index) => ({
    ...{ episodeId, spent: 1, detail: 'wrote description'.padEnd(500, '!') },
    kind: index === 1 ? ('edited' as const) : ('written' as const),
    ...(index === 1 ? {} : { changes: LARGE, videoPages: 'http://127.0.0.1:1' }),
  }));
  for (let batch = 0; batch < 8; batch += 1) addWritten(state, targets, results);
  expect([state.written?.length, keepsChanges(state)]).toEqual([192, true]);
  for (let batch = 0; batch < 2; batch += 1) addWritten(state, targets, results);
  expect([state.written?.length, keepsChanges(state)]).toEqual([200, false]);
  expect(Buffer.byteLength(JSON.stringify(state.written))).toBeLessThan(1_500_000);
  const { written = [] } = toRewriteStatus(state);
  const kept = { title: 't', pages: 'http://127.0.0.1:1', did: results[0]?.detail.slice(0, 80) };
  expect(written.slice(0, 2)).toEqual([
    { episodeId: 'e0', ...kept, changes: LARGE },
    { episodeId: 'e2', videoId: 'v2', ...kept, changes: LARGE },
  ]);
  expect([written.length, written.filter(({ changes }) => changes !== undefined).length]).toEqual([100, 10]);
});

/** As large as `shortenChanges` leaves them. */
const LARGE = shortenChanges(
  (['title', 'description', 'tags', 'category'] as const).map((field) => ({
    ...{ field, reason: 'named' as const, more: 0 },
    edits: [
      { removed: Array(9).fill('\u{1f600}'.repeat(500)), added: Array(9).fill('\u{1f600}'.repeat(500)) },
    ],
  })),
);

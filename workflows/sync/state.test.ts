import { describe, expect, it } from 'vitest';
import { baseCommitsOf, MOST_DISPATCHED, NEW_SYNC, toSyncStatus } from './state.ts';

describe('the commits whose texts may stand on YouTube', () => {
  it('are the settled one and those handed over since, each once', () => {
    expect(baseCommitsOf({ ...NEW_SYNC, syncedCommit: 'a', dispatched: ['b', 'a', 'b'] })).toEqual([
      'a',
      'b',
    ]);
  });

  it('are unknown before anything was settled, and when too many were handed over', () => {
    expect(baseCommitsOf({ ...NEW_SYNC, dispatched: ['b'] })).toEqual([]);
    const handed = Array.from({ length: MOST_DISPATCHED }, (_, index) => `c${index}`);
    expect(baseCommitsOf({ ...NEW_SYNC, syncedCommit: 'a', dispatched: handed })).toHaveLength(
      MOST_DISPATCHED + 1,
    );
    expect(baseCommitsOf({ ...NEW_SYNC, syncedCommit: 'a', dispatched: [...handed, 'more'] })).toEqual([]);
  });
});

describe('the status', () => {
  it('says what is known, and leaves out what is not', () => {
    expect(toSyncStatus(NEW_SYNC)).toEqual({
      seq: 0,
      refused: [],
      refusedCount: 0,
      orphaned: [],
      lastEvent: 'nothing followed yet',
      paused: false,
    });
    const rewrite = { workflowId: 'rewrite/b', commit: 'b' };
    expect(
      toSyncStatus({ ...NEW_SYNC, head: 'b', syncedCommit: 'a', rewrite, pausedBy: 'ann' }),
    ).toMatchObject({
      head: 'b',
      syncedCommit: 'a',
      rewrite: 'rewrite/b',
      paused: true,
    });
  });
});

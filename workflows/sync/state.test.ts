import { describe, expect, it } from 'vitest';
import { baseCommitsOf, MAX_DISPATCHED, NEW_SYNC, toSyncStatus } from './state.ts';

describe('the commits whose texts may stand on YouTube', () => {
  it('are the synced one and those dispatched since, each once', () => {
    expect(baseCommitsOf({ ...NEW_SYNC, syncedCommit: 'a', dispatched: ['b', 'a', 'b'] })).toEqual([
      'a',
      'b',
    ]);
  });

  it('are unknown before anything was synced, and when too many were dispatched', () => {
    expect(baseCommitsOf({ ...NEW_SYNC, dispatched: ['b'] })).toEqual([]);
    const handed = Array.from({ length: MAX_DISPATCHED }, (_, index) => `c${index}`);
    expect(baseCommitsOf({ ...NEW_SYNC, syncedCommit: 'a', dispatched: handed })).toHaveLength(
      MAX_DISPATCHED + 1,
    );
    expect(baseCommitsOf({ ...NEW_SYNC, syncedCommit: 'a', dispatched: [...handed, 'more'] })).toEqual([]);
  });
});

describe('the status', () => {
  it('contains what is known, and leaves out what is not', () => {
    expect(toSyncStatus(NEW_SYNC)).toEqual({
      seq: 0,
      refused: [],
      refusedCount: 0,
      orphaned: [],
      lastEvent: 'no commit processed yet',
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

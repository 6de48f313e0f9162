import { describe, expect, it } from 'vitest';
import { basesOf, describeSync, MOST_HANDED, NEW_SYNC } from './state.ts';

describe('the commits whose texts may stand on YouTube', () => {
  it('are the settled one and those handed over since, each once', () => {
    expect(basesOf({ ...NEW_SYNC, settled: 'a', handed: ['b', 'a', 'b'] })).toEqual(['a', 'b']);
  });

  it('are unknown before anything was settled, and when too many were handed over', () => {
    expect(basesOf({ ...NEW_SYNC, handed: ['b'] })).toEqual([]);
    const handed = Array.from({ length: MOST_HANDED }, (_, index) => `c${index}`);
    expect(basesOf({ ...NEW_SYNC, settled: 'a', handed })).toHaveLength(MOST_HANDED + 1);
    expect(basesOf({ ...NEW_SYNC, settled: 'a', handed: [...handed, 'more'] })).toEqual([]);
  });
});

describe('the status', () => {
  it('says what is known, and leaves out what is not', () => {
    expect(describeSync(NEW_SYNC)).toEqual({
      seq: 0,
      refused: [],
      refusedCount: 0,
      orphaned: [],
      last: 'nothing followed yet',
      paused: false,
    });
    const rewrite = { workflowId: 'rewrite/b', commit: 'b' };
    expect(describeSync({ ...NEW_SYNC, head: 'b', settled: 'a', rewrite, pausedBy: 'ann' })).toMatchObject({
      head: 'b',
      settled: 'a',
      rewrite: 'rewrite/b',
      paused: true,
    });
  });
});

import { ActivityFailure, RetryState } from '@temporalio/common';
import { beforeEach, expect, it, vi } from 'vitest';
import { allowThumbnails, sendThumbnails, untilThumbnails } from './send-thumbnails.ts';
import { NEW_SYNC, type SyncState } from './state.ts';

const world = vi.hoisted(() => ({ batches: [] as (readonly string[])[], fails: false }));
vi.mock('./retry-episodes.ts', () => ({
  retryBatch: async (_state: object, _by: object, { episodes }: { readonly episodes: readonly string[] }) => {
    if (world.fails)
      throw new ActivityFailure('failed', 'retryOpen', '1', RetryState.MAXIMUM_ATTEMPTS_REACHED, 'w');
    world.batches.push(episodes);
    return { tried: [], unknown: [] };
  },
}));
beforeEach(() => void Object.assign(world, { batches: [], fails: false }));

const NOW = Date.now();
const synced = (): SyncState => ({ ...NEW_SYNC, head: 'c1', syncedCommit: 'c1' });
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `e${index}`);

it('sends them in their order, 25 at a time, each once', async () => {
  const state = synced();
  allowThumbnails(state, ids(30));
  allowThumbnails(state, ['e3', 'late']);
  while (untilThumbnails(state, NOW) === 0) await sendThumbnails(state, NOW);
  expect(world.batches).toEqual([ids(25), [...ids(30).slice(25), 'late']]);
  expect(state.thumbnails).toBeUndefined();
  expect(state.lastEvent).toBe('the channel is verified: the thumbnails of 6 episodes go on');
});

it('waits while it is paused, and before the first commit', async () => {
  for (const more of [{ pausedBy: 'ann' }, { syncedCommit: undefined }]) {
    const state = { ...synced(), ...more };
    allowThumbnails(state, ids(2));
    expect(untilThumbnails(state, NOW)).toBeUndefined();
    await sendThumbnails(state, NOW);
    expect(state.thumbnails?.episodes).toEqual(ids(2));
  }
  expect(world.batches).toEqual([]);
});

it('loses none when no worker answers: they are sent a minute later', async () => {
  const state = synced();
  allowThumbnails(state, ids(2));
  world.fails = true;
  await sendThumbnails(state, NOW);
  expect(Math.round((untilThumbnails(state, NOW) ?? 0) / 1000)).toBeGreaterThanOrEqual(60);
  world.fails = false;
  await sendThumbnails(state, NOW);
  expect(world.batches).toEqual([]);
  await sendThumbnails(state, Date.now() + 61_000);
  expect(world.batches).toEqual([ids(2)]);
});

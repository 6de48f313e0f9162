import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common';
import { beforeEach, expect, it, vi } from 'vitest';
import { recordVideo } from './record-video.ts';
import { type EpisodeState, openEpisode, untilNext } from './state.ts';

const world = vi.hoisted(() => ({ answer: undefined as unknown, calls: 0 }));
vi.mock('../activity-proxies.ts', () => ({
  notifyActivities: {
    recordVideo: {
      executeWithOptions: async () => {
        world.calls += 1;
        if (world.answer instanceof Error) throw world.answer;
        return world.answer;
      },
    },
  },
}));
beforeEach(() => Object.assign(world, { answer: undefined, calls: 0 }));

const AWAY = new ActivityFailure(
  'failed',
  'recordVideo',
  '1',
  RetryState.MAXIMUM_ATTEMPTS_REACHED,
  undefined,
  ApplicationFailure.create({ message: 'the remote is away' }),
);
const MINUTE = 60_000;
const made = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({
    episodeId: 'a/1',
    title: 'One',
    lastEvent: 'created',
    videoId: 'dQw4w9WgXc1',
    unrecorded: { videoId: 'dQw4w9WgXc1', tries: 0, at: 0 },
    ...more,
  });

it.each([
  [{ kind: 'recorded', commit: 'c0ffee0123456789' }, 'created; c0ffee0123 names its video'],
  [{ kind: 'named' }, 'created'],
  [{ kind: 'off' }, 'created'],
  [
    { kind: 'refused', detail: 'the branch is protected' },
    'created; youtube.videoId dQw4w9WgXc1 could not be committed to its file: the branch is protected',
  ],
])('is done by any answer: %o', async (answer, said) => {
  world.answer = answer;
  const state = made();
  await recordVideo(state, 0);
  await recordVideo(state, 0);
  expect([state.unrecorded, state.lastEvent, world.calls]).toEqual([undefined, said, 1]);
});

it('is tried again for about a day, and then says so', async () => {
  world.answer = AWAY;
  const state = made();
  let now = 0;
  const waits: number[] = [];
  while (state.unrecorded !== undefined) {
    await recordVideo(state, now);
    const wait = untilNext(state, now);
    if (wait === undefined) break;
    waits.push(wait / MINUTE);
    await recordVideo(state, now + wait - 1);
    now += wait;
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 180]);
  expect(world.calls).toBe(10);
  expect(state.lastEvent).toContain('could not be committed to its file: the remote is away');
});

it('waits while the episode is paused', async () => {
  await recordVideo(made({ pausedBy: 'ann' }), 0);
  expect(world.calls).toBe(0);
});

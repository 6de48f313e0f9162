import { beforeEach, expect, it, vi } from 'vitest';
import type { UpdateResult } from '../../contract/episode.ts';
import type { Told } from '../../contract/told.ts';
import { recordPhase } from './phase.ts';
import { type EpisodePhase, openEpisode } from './state.ts';

const world = vi.hoisted(() => ({ told: [] as Told[] }));
vi.mock('../tell.ts', () => ({ tell: (told: Told) => world.told.push(told) }));
beforeEach(() => {
  world.told = [];
});

const follow = (from: EpisodePhase, ...phases: readonly UpdateResult['phase'][]): string[] => {
  const state = openEpisode({ episodeId: 'a', title: 'A', videoId: 'v', phase: from });
  for (const phase of phases) {
    const update = { phase, title: 'A', kind: 'unchanged', detail: '', spent: 1, nextSteps: [] } as const;
    recordPhase(state, { ...update, status: 'scheduled', overdue: false });
  }
  return world.told.map(({ event }) => event);
};

it('tells that a stream is live and that it has ended, once each', () => {
  expect(follow('new', 'upcoming', 'testing', 'live', 'live', 'complete', 'complete')).toEqual([
    'live',
    'ended',
  ]);
  expect(world.told[0]).toEqual({ event: 'live', episodeId: 'a', videoId: 'v' });
});

it('tells an end that was seen without the stream, and nothing of a video that was over before', () => {
  expect(follow('overdue', 'complete')).toEqual(['ended']);
  world.told = [];
  expect(follow('new', 'complete', 'complete')).toEqual([]);
});

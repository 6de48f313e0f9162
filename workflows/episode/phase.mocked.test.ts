import { beforeEach, expect, it, vi } from 'vitest';
import type { UpdateResult } from '../../contract/episode-calls.ts';
import type { WorkflowEvent } from '../../contract/workflow-event.ts';
import { recordPhase } from './phase.ts';
import { type EpisodePhase, openEpisode } from './state.ts';

const world = vi.hoisted(() => ({ reported: [] as WorkflowEvent[] }));
vi.mock('../report-event.ts', () => ({
  reportEvent: (reported: WorkflowEvent) => world.reported.push(reported),
}));
beforeEach(() => {
  world.reported = [];
});

const follow = (from: EpisodePhase, ...phases: readonly UpdateResult['phase'][]): string[] => {
  const state = openEpisode({ episodeId: 'a', title: 'A', videoId: 'v', phase: from });
  for (const phase of phases) {
    const update = { phase, title: 'A', kind: 'unchanged', detail: '', spent: 1, nextSteps: [] } as const;
    recordPhase(state, { ...update, status: 'scheduled', overdue: false });
  }
  return world.reported.map(({ event }) => event);
};

it('tells that a stream is live and that it has ended, once each', () => {
  expect(follow('new', 'upcoming', 'testing', 'live', 'live', 'complete', 'complete')).toEqual([
    'live',
    'ended',
  ]);
  expect(world.reported[0]).toEqual({ event: 'live', episodeId: 'a', videoId: 'v' });
});

it('tells an end that was seen without the stream, and nothing of a video that was over before', () => {
  expect(follow('overdue', 'complete')).toEqual(['ended']);
  world.reported = [];
  expect(follow('new', 'complete', 'complete')).toEqual([]);
});

import { beforeEach, expect, it, vi } from 'vitest';
import type { UpdateResult } from '../../contract/episode-calls.ts';
import type { Notice } from '../../contract/notifications.ts';
import { recordPhase } from './phase.ts';
import { type EpisodeState, openEpisode } from './state.ts';
import { sendStreamEvent } from './stream-event.ts';

const sent: Notice[] = [];
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  inWorkflowContext: () => false,
  getExternalWorkflowHandle: () => ({
    signal: async (_signal: unknown, { notices }: { notices: Notice[] }) => void sent.push(...notices),
  }),
}));
beforeEach(() => void sent.splice(0));

async function see(state: EpisodeState, ...phases: UpdateResult['phase'][]): Promise<string[]> {
  for (const phase of phases) {
    const update = { spent: 1, kind: 'unchanged', detail: '', phase, title: 'One', nextSteps: [] } as const;
    recordPhase(state, { ...update, status: 'scheduled', overdue: false });
    await sendStreamEvent(state, 5);
  }
  return sent.map(({ key }) => key);
}
const open = (more: Partial<EpisodeState> = {}) =>
  openEpisode({
    ...{ episodeId: 'a/one', title: 'One', videoId: 'v', commit: 'c', phase: 'upcoming', setsReasons: true },
    ...more,
  });

it('says once that its stream began, and once that it ended, also if it was not seen live', async () => {
  expect(await see(open(), 'upcoming', 'live', 'live', 'complete', 'complete')).toEqual([
    'live v',
    'ended v',
  ]);
  sent.splice(0);
  expect(await see(open(), 'complete')).toEqual(['ended v']);
});

it('a run that only rewrites a finished video, and one of version 0.2, say nothing', async () => {
  expect(await see(open({ phase: 'new' }), 'complete')).toEqual([]);
  expect(await see(open({ setsReasons: undefined }), 'live', 'complete')).toEqual([]);
});

import { expect, it, vi } from 'vitest';
import type { EpisodeFacts } from '../../contract/episode-calls.ts';
import { patch } from '../patch.ts';
import type { QuotaReservation } from '../quota-client.ts';
import { runPlan } from './run-plan.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** What happens while units are reserved, what was reported as spent, and how often YouTube was called. */
const world = vi.hoisted(() => ({
  meanwhile: (): void => undefined,
  settled: [] as QuotaReservation[],
  calls: 0,
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: {
    loadEpisode: async (): Promise<Partial<EpisodeFacts>> => ({ title: 'A', finished: false }),
  },
}));
vi.mock('./load-episode.ts', () => ({ recordFacts: () => undefined, recordNothingToDo: () => undefined }));
vi.mock('./reserve-quota.ts', () => ({
  cancelQuotaRequest: async () => undefined,
  reserveQuota: async (): Promise<QuotaReservation> => {
    world.meanwhile();
    return { grant: { id: 'g', day: '2026-06-01', units: 200 }, spent: 0 };
  },
}));
vi.mock('../quota-client.ts', () => ({
  FailedActivityError: class extends Error {},
  sendSpentReport: async (reservation: QuotaReservation) => void world.settled.push(reservation),
  spendOn: async () => {
    world.calls += 1;
    throw new Error('YouTube was called');
  },
}));

const pending = { commit: 'c', seq: 5, baseCommits: [], cause: 'direct' as const };
const open = (): EpisodeState =>
  Object.assign(openEpisode({ episodeId: 'a', title: 'A', seq: 5, videoId: 'v' }), { pending });

it('paused while it waits for units, it returns them and calls nothing; the request stays pending', async () => {
  const state = open();
  Object.assign(world, {
    settled: [],
    calls: 0,
    meanwhile: () => patch(state, { pausedBy: 'ann' }),
  });
  expect(await runPlan(state, pending)).toEqual({
    kind: 'deferred',
    detail: 'paused by ann; send the update `resume`',
    spent: 0,
  });
  expect(world).toMatchObject({ calls: 0, settled: [{ grant: { id: 'g' }, spent: 0 }] });
  expect(state.pending).toBe(pending);
});

it('not paused, it calls YouTube', async () => {
  Object.assign(world, { settled: [], calls: 0, meanwhile: () => undefined });
  await expect(runPlan(open(), pending)).rejects.toThrow('YouTube was called');
  expect(world).toMatchObject({ calls: 1, settled: [{ spent: 0 }] });
});

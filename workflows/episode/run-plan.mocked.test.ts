import { expect, it, vi } from 'vitest';
import type { Brief } from '../../contract/episode.ts';
import type { Purse } from '../quota-client.ts';
import { perform } from './run-plan.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** What happens while the treasurer is asked, what came back to it, and how often YouTube was called. */
const world = vi.hoisted(() => ({
  meanwhile: (): void => undefined,
  settled: [] as Purse[],
  calls: 0,
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: { briefEpisode: async (): Promise<Partial<Brief>> => ({ title: 'A', finished: false }) },
}));
vi.mock('./load-episode.ts', () => ({ recordBrief: () => undefined, whyNothing: () => undefined }));
vi.mock('./reserve-quota.ts', () => ({
  returnAsked: async () => undefined,
  takePurse: async (): Promise<Purse> => {
    world.meanwhile();
    return { grant: { id: 'g', day: '2026-06-01', units: 200 }, spent: 0 };
  },
}));
vi.mock('../quota-client.ts', () => ({
  SetbackError: class extends Error {},
  settleUnits: async (purse: Purse) => void world.settled.push(purse),
  spend: async () => {
    world.calls += 1;
    throw new Error('YouTube was called');
  },
}));

const duty = { commit: 'c', seq: 5, bases: [], cause: 'own' as const };
const open = (): EpisodeState =>
  Object.assign(openEpisode({ episodeId: 'a', title: 'A', seq: 5, videoId: 'v' }), { duty });

it('paused while it waits for units, it gives them back and calls nobody; the duty stays', async () => {
  const state = open();
  Object.assign(world, {
    settled: [],
    calls: 0,
    meanwhile: () => void Object.assign(state, { pausedBy: 'ann' }),
  });
  expect(await perform(state, duty)).toEqual({
    kind: 'deferred',
    detail: 'paused by ann; send the update `resume`',
    spent: 0,
  });
  expect(world).toMatchObject({ calls: 0, settled: [{ grant: { id: 'g' }, spent: 0 }] });
  expect(state.duty).toBe(duty);
});

it('not paused, it calls YouTube', async () => {
  Object.assign(world, { settled: [], calls: 0, meanwhile: () => undefined });
  await expect(perform(open(), duty)).rejects.toThrow('YouTube was called');
  expect(world).toMatchObject({ calls: 1, settled: [{ spent: 0 }] });
});

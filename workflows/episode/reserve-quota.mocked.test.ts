import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EpisodeFacts } from '../../contract/episode.ts';
import type { QuotaAnswer, QuotaRequest } from '../../contract/quota.ts';
import type { QuotaReservation } from '../quota-client.ts';
import { reserveQuota, returnRequested } from './reserve-quota.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** The treasurer as the episode meets it: what it was told, and what it answers. */
const treasurer = vi.hoisted(() => ({
  runs: true,
  answer: undefined as ((quotaRequestId: QuotaRequest) => QuotaAnswer) | undefined,
  quotaRequests: [] as QuotaRequest[],
  settled: [] as QuotaReservation[],
}));
let state: EpisodeState;

vi.mock('@temporalio/workflow', () => ({
  workflowInfo: () => ({ workflowId: 'episode/a' }),
  condition: async (): Promise<boolean> => {
    const asked = treasurer.quotaRequests.at(-1);
    if (treasurer.answer === undefined || asked === undefined) return false;
    state.quotaGrant = treasurer.answer(asked);
    return true;
  },
}));
vi.mock('../quota-client.ts', () => ({
  sendQuotaRequest: async (ask: QuotaRequest) => {
    if (treasurer.runs) treasurer.quotaRequests.push(ask);
    return treasurer.runs;
  },
  sendSpentReport: async (purse: QuotaReservation) => treasurer.settled.push(purse),
}));

beforeEach(() => {
  Object.assign(treasurer, { runs: true, answer: undefined, quotaRequests: [], settled: [] });
  state = openEpisode({ episodeId: 'a', title: 'A', seq: 5 });
});

const pending = { commit: 'c', seq: 5, baseCommits: [], cause: 'own' as const };
const brief = {
  finished: false,
  toCreate: { want: 300, atLeast: 156 },
  toUpdate: { want: 200, atLeast: 102 },
} as EpisodeFacts;
const give =
  (units: number) =>
  ({ id }: QuotaRequest): QuotaAnswer => ({ id, day: '2026-06-01', units });

describe('reserveQuota', () => {
  it('takes the units that the asker brought, and asks for none', async () => {
    const grant = { id: 'g', day: 'd', units: 51 };
    expect(await reserveQuota(state, { ...pending, grant }, brief)).toEqual({ grant, spent: 0 });
    expect(treasurer.quotaRequests).toEqual([]);
  });

  it('asks for all that a create may need but begins with less, in the live lane, under an id of its own', async () => {
    treasurer.answer = give(300);
    const purse = await reserveQuota(state, pending, brief);
    expect(purse).toEqual({ grant: { id: 'episode/a#5.1', day: '2026-06-01', units: 300 }, spent: 0 });
    expect(treasurer.quotaRequests).toEqual([
      { id: 'episode/a#5.1', workflowId: 'episode/a', lane: 'live', want: 300, atLeast: 156 },
    ]);
    expect([state.quotaRequestId, state.quotaGrant]).toEqual([undefined, undefined]);
    await reserveQuota(state, pending, brief);
    expect(treasurer.quotaRequests.at(-1)?.id).toBe('episode/a#5.2');
  });

  it('asks for an update where there is a video, and outside the live lane for a finished one', async () => {
    state.videoId = 'v';
    await reserveQuota(state, pending, { ...brief, finished: true });
    await reserveQuota(state, pending, undefined);
    expect(treasurer.quotaRequests.map(({ lane, want, atLeast }) => [lane, want, atLeast])).toEqual([
      ['rewrite', 200, 102],
      ['rewrite', 51, 51],
    ]);
  });

  it('told to wait, keeps its question open and its place', async () => {
    treasurer.answer = give(0);
    expect(await reserveQuota(state, pending, brief)).toBeUndefined();
    expect(state.quotaRequestId).toBe('episode/a#5.1');
    expect(treasurer.settled).toEqual([]);
    state.quotaGrant = give(300)(treasurer.quotaRequests[0] as QuotaRequest);
    expect((await reserveQuota(state, pending, brief))?.grant.units).toBe(300);
    expect(treasurer.quotaRequests).toHaveLength(1);
  });

  it('without an answer takes its question back, so that late units do not leak, and tries again', async () => {
    expect(await reserveQuota(state, pending, brief)).toBeUndefined();
    expect(treasurer.settled).toEqual([{ grant: { id: 'episode/a#5.1', day: '', units: 0 }, spent: 0 }]);
    expect(state.quotaRequestId).toBeUndefined();
    expect(state.retryAt).toBeGreaterThan(Date.now());
  });

  it('tries again later when there is no treasurer, which has nothing to give back', async () => {
    treasurer.runs = false;
    expect(await reserveQuota(state, pending, brief)).toBeUndefined();
    expect(treasurer.settled).toEqual([]);
    expect(state.quotaRequestId).toBeUndefined();
    expect(state.retryAt).toBeGreaterThan(Date.now());
  });
});

describe('returnRequested', () => {
  it('gives back what was asked for and is needed no more', async () => {
    state.quotaRequestId = 'episode/a#5.1';
    await returnRequested(state);
    await returnRequested(state);
    expect(treasurer.settled).toEqual([{ grant: { id: 'episode/a#5.1', day: '', units: 0 }, spent: 0 }]);
    expect(state.quotaRequestId).toBeUndefined();
  });
});

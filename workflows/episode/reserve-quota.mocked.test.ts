import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EpisodeFacts } from '../../contract/episode-calls.ts';
import type { QuotaAnswer, QuotaRequest } from '../../contract/quota.ts';
import type { QuotaReservation } from '../quota-client.ts';
import { cancelQuotaRequest, reserveQuota } from './reserve-quota.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** The quota manager: what it received, and what it answers. */
const quotaManager = vi.hoisted(() => ({
  runs: true,
  answer: undefined as ((quotaRequestId: QuotaRequest) => QuotaAnswer) | undefined,
  quotaRequests: [] as QuotaRequest[],
  reports: [] as QuotaReservation[],
}));
let state: EpisodeState;

vi.mock('@temporalio/workflow', () => ({
  workflowInfo: () => ({ workflowId: 'episode/a' }),
  condition: async (): Promise<boolean> => {
    const request = quotaManager.quotaRequests.at(-1);
    if (quotaManager.answer === undefined || request === undefined) return false;
    state.quotaGrant = quotaManager.answer(request);
    return true;
  },
}));
vi.mock('../quota-client.ts', () => ({
  sendQuotaRequest: async (request: QuotaRequest) => {
    if (quotaManager.runs) quotaManager.quotaRequests.push(request);
    return quotaManager.runs;
  },
  sendSpentReport: async (reservation: QuotaReservation) => quotaManager.reports.push(reservation),
}));

beforeEach(() => {
  Object.assign(quotaManager, { runs: true, answer: undefined, quotaRequests: [], reports: [] });
  state = openEpisode({ episodeId: 'a', title: 'A', seq: 5 });
});

const pending = { commit: 'c', seq: 5, baseCommits: [], cause: 'direct' as const };
const facts = {
  finished: false,
  toCreate: { want: 300, atLeast: 156 },
  toUpdate: { want: 200, atLeast: 102 },
} as EpisodeFacts;
const give =
  (units: number) =>
  ({ id }: QuotaRequest): QuotaAnswer => ({ id, day: '2026-06-01', units });

describe('reserveQuota', () => {
  it('uses the units of the caller, and requests none', async () => {
    const grant = { id: 'g', day: 'd', units: 51 };
    expect(await reserveQuota(state, { ...pending, grant }, facts)).toEqual({ grant, spent: 0 });
    expect(quotaManager.quotaRequests).toEqual([]);
  });

  it('requests all that a creation may need but starts with less, in the live lane, under a new id', async () => {
    quotaManager.answer = give(300);
    const reservation = await reserveQuota(state, pending, facts);
    expect(reservation).toEqual({ grant: { id: 'episode/a#5.1', day: '2026-06-01', units: 300 }, spent: 0 });
    expect(quotaManager.quotaRequests).toEqual([
      { id: 'episode/a#5.1', workflowId: 'episode/a', lane: 'live', want: 300, atLeast: 156 },
    ]);
    expect([state.quotaRequestId, state.quotaGrant]).toEqual([undefined, undefined]);
    await reserveQuota(state, pending, facts);
    expect(quotaManager.quotaRequests.at(-1)?.id).toBe('episode/a#5.2');
  });

  it('requests an update when there is a video, outside the live lane for a finished one', async () => {
    state.videoId = 'v';
    await reserveQuota(state, pending, { ...facts, finished: true });
    await reserveQuota(state, pending, undefined);
    expect(quotaManager.quotaRequests.map(({ lane, want, atLeast }) => [lane, want, atLeast])).toEqual([
      ['rewrite', 200, 102],
      ['rewrite', 51, 51],
    ]);
  });

  it('leaves its request open when it has to wait', async () => {
    quotaManager.answer = give(0);
    expect(await reserveQuota(state, pending, facts)).toBeUndefined();
    expect(state.quotaRequestId).toBe('episode/a#5.1');
    expect(quotaManager.reports).toEqual([]);
    state.quotaGrant = give(300)(quotaManager.quotaRequests[0] as QuotaRequest);
    expect((await reserveQuota(state, pending, facts))?.grant.units).toBe(300);
    expect(quotaManager.quotaRequests).toHaveLength(1);
  });

  it('cancels a request without an answer, so that late units are not lost, and tries again', async () => {
    expect(await reserveQuota(state, pending, facts)).toBeUndefined();
    expect(quotaManager.reports).toEqual([{ grant: { id: 'episode/a#5.1', day: '', units: 0 }, spent: 0 }]);
    expect(state.quotaRequestId).toBeUndefined();
    expect(state.retryAt).toBeGreaterThan(Date.now());
  });

  it('takes back a request that was not served in time, and sends a new one', async () => {
    quotaManager.answer = ({ id }) => ({ ...give(0)({ id } as QuotaRequest), askAgainAt: 5 });
    await reserveQuota(state, pending, facts);
    quotaManager.answer = give(300);
    expect((await reserveQuota(state, pending, facts))?.grant.id).toBe('episode/a#5.2');
    expect(quotaManager.reports).toEqual([{ grant: { id: 'episode/a#5.1', day: '', units: 0 }, spent: 0 }]);
  });

  it('tries again later when there is no quota manager, and has nothing to return', async () => {
    quotaManager.runs = false;
    expect(await reserveQuota(state, pending, facts)).toBeUndefined();
    expect(quotaManager.reports).toEqual([]);
    expect(state.quotaRequestId).toBeUndefined();
    expect(state.retryAt).toBeGreaterThan(Date.now());
  });
});

describe('cancelQuotaRequest', () => {
  it('returns what was requested and is no longer needed', async () => {
    state.quotaRequestId = 'episode/a#5.1';
    await cancelQuotaRequest(state);
    await cancelQuotaRequest(state);
    expect(quotaManager.reports).toEqual([{ grant: { id: 'episode/a#5.1', day: '', units: 0 }, spent: 0 }]);
    expect(state.quotaRequestId).toBeUndefined();
  });
});

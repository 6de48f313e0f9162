import { describe, expect, it, vi } from 'vitest';
import type { QuotaRequest } from '../../contract/quota.ts';
import type { ReconcileBatch, ReconcileTarget } from '../../contract/rewrite.ts';
import { defined } from '../../domain/shared/defined.ts';
import { FailedActivityError } from '../quota-client.ts';
import { runSlice } from './slice.ts';
import { openRewrite, type RewriteState } from './state.ts';

const MINUTE = 60_000;
const world = vi.hoisted(() => ({
  state: {} as RewriteState,
  failures: [] as (number | undefined)[],
  quotaExceeded: false,
  pauses: [] as number[],
  targets: [] as ReconcileTarget[],
  isPatched: true,
  requests: [] as string[],
  asked: [] as ReconcileTarget[],
  /** What the quota manager answers first, nothing when it has lost the request; then always what was wanted. */
  answers: [] as ({ units: number; askAgainAt?: number } | undefined)[],
}));

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  workflowInfo: () => ({ workflowId: 'rewrite/a' }),
  patched: () => world.isPatched,
  condition: async (holds: () => boolean, ms?: number) => {
    if (holds()) return true;
    if (ms !== undefined) world.pauses.push(ms);
    return holds();
  },
}));
vi.mock('../activity-proxies.ts', () => ({
  youtubeActivities: {},
  episodeActivities: {
    reconcileEpisodes: {
      executeWithOptions: async (_options: unknown, [{ targets }]: [ReconcileBatch]) => {
        world.asked.push(...targets);
        return targets.map(({ episodeId }) => ({ episodeId, kind: 'written', spent: 51, detail: '' }));
      },
    },
  },
}));
vi.mock('../quota-client.ts', async (original) => ({
  ...(await original<typeof import('../quota-client.ts')>()),
  sendQuotaRequest: async ({ id, want }: QuotaRequest) => {
    world.requests.push(id);
    const answer = world.answers.length === 0 ? { units: want } : world.answers.shift();
    if (answer !== undefined) world.state.grants = { [id]: { id, day: 'd', ...answer } };
    return true;
  },
  sendSpentReport: async () => true,
  spendOn: async () => {
    if (world.failures.length === 0) return { spent: 1, targets: world.targets, counts: {}, notes: [] };
    const retryAfterMs = world.failures.shift();
    throw new FailedActivityError({
      kind: 'bug',
      message: 'no',
      reason: 'r',
      unknownOutcome: false,
      quotaExceeded: world.quotaExceeded,
      ...defined({ retryAfterMs }),
    });
  },
}));

type Options = { readonly answers?: (typeof world)['answers']; readonly quotaExceeded?: boolean };

async function run(
  failures: (number | undefined)[],
  { answers = [], quotaExceeded = false }: Options = {},
): Promise<RewriteState> {
  const state = openRewrite({ commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 1, startedAt: 0 });
  Object.assign(world, { state, failures, quotaExceeded, answers, pauses: [], requests: [] });
  await runSlice(state, 0, () => undefined);
  return state;
}

it('pauses longer after each failure, at most ten minutes, and starts over after a success', async () => {
  const state = await run(Array(9).fill(undefined));
  expect(world.pauses.map((ms) => ms / 1000)).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600]);
  expect(state.failures).toBe(0);
});

it('never retries before the time that YouTube gave', async () => {
  await run([30 * MINUTE, 30 * MINUTE]);
  expect(world.pauses).toEqual([30 * MINUTE, 30 * MINUTE]);
});

it("asks the quota manager soon when the day's quota is gone, whatever the reset is", async () => {
  await run([30 * MINUTE, 30 * MINUTE], { quotaExceeded: true });
  expect(world.pauses).toEqual([5000, 10_000]);
});

describe('a request for units that is lost with the ledger', () => {
  it('is sent again under its id: without any answer after ten minutes, without units after the reset', async () => {
    const askAgainAt = Date.now() + 30 * MINUTE;
    await run([], { answers: [undefined, { units: 0, askAgainAt }] });
    expect(world.requests).toEqual(Array(3).fill('rewrite/a#1.1'));
    expect(world.pauses.map((ms) => Math.round(ms / MINUTE))).toEqual([10, 30]);
  });

  it('waits as it did before in a run that an earlier version started', async () => {
    world.isPatched = false;
    await run([], { answers: [{ units: 51 }] });
    expect(world.pauses).toEqual([]);
    world.isPatched = true;
  });
});

it('an episode that `sync` lists is asked to report again what it needs', async () => {
  const target = (episodeId: string) => ({ episodeId, title: 't', guests: [], units: 51 });
  const base = { commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 2, startedAt: 0 };
  const state = openRewrite({ ...base, listed: ['b'] });
  const targets = [target('a'), target('b')];
  Object.assign(world, { state, failures: [], answers: [], asked: [], targets });
  await runSlice(state, 0, () => undefined);
  world.targets = [];
  expect(world.asked.map(({ episodeId, listed }) => [episodeId, listed])).toEqual([
    ['a', undefined],
    ['b', true],
  ]);
});

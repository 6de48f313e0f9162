import { expect, it, vi } from 'vitest';
import type { QuotaRequest } from '../../contract/quota.ts';
import type { ReconcileTarget } from '../../contract/rewrite.ts';
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
}));

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  workflowInfo: () => ({ workflowId: 'rewrite/a' }),
  condition: async (_holds: () => boolean, ms?: number) => {
    if (ms !== undefined) world.pauses.push(ms);
    return true;
  },
}));
vi.mock('../quota-client.ts', async (original) => ({
  ...(await original<typeof import('../quota-client.ts')>()),
  sendQuotaRequest: async ({ id, want }: QuotaRequest) => {
    world.state.grants = { [id]: { id, day: 'd', units: want } };
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

async function run(failures: (number | undefined)[], quotaExceeded = false): Promise<RewriteState> {
  const state = openRewrite({ commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 1, startedAt: 0 });
  Object.assign(world, { state, failures, quotaExceeded, pauses: [] });
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
  await run([30 * MINUTE, 30 * MINUTE], true);
  expect(world.pauses).toEqual([5000, 10_000]);
});

import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { beforeEach, expect, it, vi } from 'vitest';
import type { FailureDetails } from '../../contract/failure.ts';
import type { QuotaGrant } from '../../contract/quota.ts';
import { askYouTube } from './ask-youtube.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** Whether the quota manager has units, what was reported as spent, and the waits before another try. */
const mocks = vi.hoisted(() => ({
  quota: 'grants' as 'grants' | 'has none' | 'is silent',
  reported: [] as number[],
  slept: [] as number[],
}));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  sleep: async (ms: number) => mocks.slept.push(ms),
  getExternalWorkflowHandle: () => ({ signal: async () => undefined }),
}));
vi.mock('./reserve-quota.ts', () => ({
  reserveUnits: async (state: EpisodeState) => {
    if (mocks.quota === 'grants') return { grant: { id: 'g', day: '2026-12-01', units: 60 }, spent: 0 };
    state.quotaRequestId = mocks.quota === 'has none' ? 'q' : undefined;
    return undefined;
  },
  cancelQuotaRequest: async (state: EpisodeState) => {
    state.quotaRequestId = undefined;
  },
}));
vi.mock('../quota-client.ts', async (original) => ({
  ...(await original<typeof import('../quota-client.ts')>()),
  sendSpentReport: async ({ spent }: { spent: number }) => mocks.reported.push(spent),
}));

/** As an activity reports it. */
const failure = ({ kind = 'wait', ...details }: { kind?: string } & Partial<FailureDetails> = {}) =>
  new ActivityFailure(
    'Activity task failed',
    'restoreVideo',
    '1',
    'MAXIMUM_ATTEMPTS_REACHED',
    'worker',
    ApplicationFailure.create({
      type: kind,
      message: 'YouTube is away',
      details: [{ spent: 0, ...details }],
    }),
  );
const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', setsReasons: true, ...more });
/** Fails as often as there are failures, then answers. */
const failing = (...failures: readonly Error[]) => {
  const left = [...failures];
  return vi.fn(async (_grant: QuotaGrant) => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return { kind: 'answer', spent: 1 } as const;
  });
};
const ask = (send: ReturnType<typeof failing>, state = open()) =>
  askYouTube(state, { want: 60, atLeast: 20 }, send);

beforeEach(() => Object.assign(mocks, { quota: 'grants', reported: [], slept: [] }));

it('tries what passes by itself again, on new units, and reports what each try spent', async () => {
  const send = failing(failure({ spent: 7 }), failure({ retryAfterMs: 20_000 }));
  expect(await ask(send)).toEqual({ kind: 'answer', spent: 1 });
  expect([mocks.slept, mocks.reported]).toEqual([
    [1000, 20_000],
    [7, 0, 1],
  ]);
});

it('gives up after three tries', async () => {
  const send = failing(...Array.from({ length: 4 }, () => failure()));
  expect(await ask(send)).toMatchObject({ kind: 'refused', reason: 'YouTube is away' });
  expect(send).toHaveBeenCalledTimes(3);
});

it.each<[string, Parameters<typeof failure>[0], Partial<EpisodeState>]>([
  ['needs a person', { kind: 'stall' }, {}],
  ['is a bug', { kind: 'bug' }, {}],
  ['is the end of the quota', { quotaExceeded: true }, {}],
  ['takes longer than a person waits', { retryAfterMs: 60_000 }, {}],
  ['comes when it was paused meanwhile', {}, { pausedBy: 'bob' }],
  ['is in the history of version 0.2', {}, { setsReasons: undefined }],
])('refuses at once what %s', async (_name, more, state) => {
  const send = failing(failure(more));
  expect(await ask(send, open(state))).toMatchObject({ kind: 'refused' });
  expect([send.mock.calls.length, mocks.slept]).toEqual([1, []]);
});

it.each([
  ['has none', 'no units are left today', []],
  ['is silent', '`quota` did not answer in time', [1000, 1000]],
] as const)('when the quota manager %s: "%s"', async (quota, reason, slept) => {
  mocks.quota = quota;
  const send = failing();
  expect(await ask(send)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  expect([send.mock.calls.length, mocks.slept]).toEqual([0, slept]);
});

it('does not ask for units while its own request for them waits', async () => {
  expect(await ask(failing(), open({ quotaRequestId: 'q' }))).toMatchObject({
    reason: expect.stringContaining('waiting for units'),
  });
});

import { Trigger } from '@temporalio/workflow';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReconcileResult, RestoreRequest } from '../../contract/episode.ts';
import { applyRestore, assertRestorable } from './restore.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** What the activity answers, the calls that it got, and what was reported as spent. */
const mocks = vi.hoisted(() => ({
  answer: {} as object,
  calls: [] as unknown[],
  reported: [] as number[],
  units: 101 as number | undefined,
}));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  Trigger: (await import('../../test/support/trigger.ts')).PlainTrigger,
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: {},
  youtubeActivities: {
    restoreVideo: {
      executeWithOptions: async (_options: unknown, [call]: unknown[]) => {
        mocks.calls.push(call);
        return mocks.answer;
      },
    },
  },
}));
vi.mock('./reserve-quota.ts', () => ({
  reserveUnits: async (state: EpisodeState) => {
    if (mocks.units === undefined) state.quotaRequestId = 'q';
    return mocks.units && { grant: { id: 'g', day: '2026-11-29', units: mocks.units }, spent: 0 };
  },
  cancelQuotaRequest: async (state: EpisodeState) => {
    state.quotaRequestId = undefined;
  },
}));
vi.mock('../quota-client.ts', async (original) => ({
  ...(await original<typeof import('../quota-client.ts')>()),
  sendSpentReport: async ({ spent }: { spent: number }) => mocks.reported.push(spent),
}));

const KEPT = '0123456789abcdef';
const COMMIT = 'a'.repeat(40);
const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', seq: 5, commit: 'c5', videoId: 'v', ...more });
const restored = (fields: string[]) => ({ kind: 'restored', detail: 'restored title', fields, spent: 51 });

async function apply(state: EpisodeState, request: RestoreRequest): Promise<ReconcileResult> {
  const answer = new Trigger<ReconcileResult>();
  await applyRestore(state, { request, answer });
  return answer;
}

beforeEach(() => Object.assign(mocks, { answer: restored(['title']), calls: [], reported: [], units: 101 }));

describe('restore', () => {
  it('sends the hash and no text, and makes the fields a person’s', async () => {
    const state = open({ skippedFields: ['tags'] });
    const request = { kept: KEPT, fields: ['title'], by: 'ann', shown: 'x', videoId: 'other' };
    expect(await apply(state, request)).toEqual({ kind: 'written', detail: 'restored title', spent: 51 });
    expect(mocks.calls).toEqual([
      {
        episodeId: 'a/one',
        commit: 'c5',
        videoId: 'v',
        kept: KEPT,
        fields: ['title'],
        by: 'ann',
        shown: 'x',
        baseCommits: ['c5'],
        remembered: { videoId: 'v', unproven: true },
        grant: { id: 'g', day: '2026-11-29', units: 101 },
      },
    ]);
    expect(state).toMatchObject({
      skippedFields: ['tags', 'title'],
      lastEvent: 'restored title (by ann)',
      attention: expect.stringContaining('tags, title'),
    });
    expect(mocks.reported).toEqual([51]);
  });

  it('changes nothing when YouTube has it already', async () => {
    mocks.answer = { kind: 'unchanged', detail: 'YouTube has this already', fields: [], spent: 1 };
    const state = open();
    expect((await apply(state, { from: COMMIT, fields: ['title'] })).kind).toBe('unchanged');
    expect(state).toEqual(open());
  });

  it.each<[string, Partial<EpisodeState>, object, string]>([
    [
      'the activity refuses',
      {},
      { answer: { kind: 'refused', reason: 'nothing is kept', spent: 0 } },
      'nothing is kept',
    ],
    ['it is paused', { pausedBy: 'bob' }, {}, 'paused by bob'],
    ['it waits for units', { quotaRequestId: 'q' }, {}, 'waiting for units'],
    ['no units are left', {}, { units: undefined }, 'after the reset'],
    ['it has no commit', { commit: undefined }, {}, 'npx showrunner'],
  ])('is refused when %s', async (_name, more, changes, message) => {
    Object.assign(mocks, changes);
    const state = open(more);
    await expect(apply(state, { kept: KEPT, fields: ['title'] })).rejects.toThrow(message);
    expect(state).toEqual(open(more));
  });
});

describe('its validator', () => {
  it.each([
    { kept: KEPT, fields: ['title', 'thumbnail'], by: 'ann' },
    { from: COMMIT, fields: ['tags'], commit: 'x', seq: 1 },
  ])('accepts %j', (argument) => {
    expect(() => assertRestorable(open(), argument)).not.toThrow();
  });

  it.each([
    {},
    { fields: ['title'] },
    { kept: KEPT },
    { kept: KEPT, fields: [] },
    { kept: KEPT, fields: ['start'] },
    { kept: KEPT, from: COMMIT, fields: ['title'] },
    { kept: 'KEPT', fields: ['title'] },
    { from: 'main', fields: ['title'] },
  ])('refuses %j and says what it expects', (argument) => {
    expect(() => assertRestorable(open(), argument)).toThrow('restore expects {"kept":');
  });

  it('refuses while the episode is paused', () => {
    expect(() => assertRestorable(open({ pausedBy: 'bob' }), { kept: KEPT, fields: ['title'] })).toThrow(
      'paused by bob',
    );
  });
});

import { Trigger } from '@temporalio/workflow';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Adoption, FieldRequest, ReconcileResult } from '../../contract/episode.ts';
import { type PendingUpdate, queueUpdate } from '../pending-update.ts';
import { applyAdopt, applyOverwrite } from './operator-updates.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** What the activities answer, and the requests they got. */
const mocks = vi.hoisted(() => ({
  fields: {} as object,
  adoption: {} as object,
  requests: [] as unknown[],
}));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  Trigger: (await import('../../test/support/trigger.ts')).PlainTrigger,
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: {
    checkFields: async (request: unknown) => {
      mocks.requests.push(request);
      return mocks.fields;
    },
  },
}));
vi.mock('./adopt.ts', () => ({
  adoptFields: async (_state: unknown, commit: string) => {
    mocks.requests.push(commit);
    return mocks.adoption;
  },
}));

const ADOPTION = { edits: [], kept: [], diff: '+ title: x' };
const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', seq: 5, commit: 'c5', ...more });

const take = <Answer>(request: FieldRequest): PendingUpdate<FieldRequest, Answer> => ({
  request,
  answer: new Trigger(),
});

beforeEach(() =>
  Object.assign(mocks, {
    fields: { kind: 'fields', fields: ['title'] },
    adoption: { kind: 'adoption', adoption: ADOPTION },
    requests: [],
  }),
);

describe('overwrite', () => {
  it('releases the fields for the current commit, ends a stall, and starts a reconcile', async () => {
    const state = open({ stalled: true, attention: 'no', retryAt: 9 });
    const update = take<ReconcileResult>({ fields: ['title'], by: 'ann' });
    const pending = await applyOverwrite(state, update);
    expect(state).toMatchObject({
      overwriteFields: { fields: ['title'], by: 'ann', commit: 'c5' },
      stalled: false,
      attention: undefined,
      retryAt: undefined,
    });
    expect(pending?.request).toEqual({ commit: 'c5', seq: 5, baseCommits: ['c5'], cause: 'direct' });
    expect(mocks.requests).toEqual([{ episodeId: 'a/one', commit: 'c5', fields: ['title'] }]);
    const result: ReconcileResult = { kind: 'written', detail: 'all', spent: 1 };
    pending?.answer.resolve(result);
    expect(await update.answer).toBe(result);
  });

  it.each<[string, Partial<EpisodeState>, FieldRequest, object]>([
    [
      'the pending commit',
      { pending: { commit: 'c6', seq: 6, baseCommits: [], cause: 'direct' }, seq: 6 },
      {},
      { commit: 'c6', seq: 6 },
    ],
    ['a newer commit that the command sends', {}, { commit: 'c9', seq: 9 }, { commit: 'c9', seq: 9 }],
    ['its own commit when the command is older', {}, { commit: 'c1', seq: 1 }, { commit: 'c5', seq: 5 }],
    [
      'the commit and the video of the command when it knows none',
      { commit: undefined, seq: 0 },
      { commit: 'c2', seq: 2, videoId: 'v' },
      { commit: 'c2', seq: 2, videoId: 'v' },
    ],
  ])('is for %s', async (_what, state, request, expected) => {
    const pending = await applyOverwrite(open(state), take<ReconcileResult>(request));
    expect(pending?.request).toMatchObject(expected);
  });

  it('is refused with the reason, and changes nothing', async () => {
    mocks.fields = { kind: 'refused', reason: 'there is no field "titel"' };
    const state = open();
    const before = structuredClone(state);
    const update = take<ReconcileResult>({ fields: ['titel'] });
    expect(await applyOverwrite(state, update)).toBeUndefined();
    await expect(update.answer).rejects.toThrow('there is no field "titel"');
    expect(state).toEqual(before);
  });

  it('is refused without a commit, and names the command that sends one', async () => {
    const update = take<ReconcileResult>({});
    expect(await applyOverwrite(open({ commit: undefined }), update)).toBeUndefined();
    await expect(update.answer).rejects.toThrow('npx showrunner overwrite');
    expect(mocks.requests).toEqual([]);
  });
});

describe('adopt', () => {
  it('answers with the edits at the current commit', async () => {
    const update = take<Adoption>({});
    await applyAdopt(open(), update);
    expect([await update.answer, mocks.requests]).toEqual([ADOPTION, ['c5']]);
  });

  it('is refused with the reason', async () => {
    mocks.adoption = { kind: 'refused', reason: 'no units' };
    const [update, withoutCommit] = [take<Adoption>({}), take<Adoption>({})];
    await applyAdopt(open(), update);
    await applyAdopt(open({ commit: undefined }), withoutCommit);
    await expect(update.answer).rejects.toThrow('no units');
    await expect(withoutCommit.answer).rejects.toThrow('has no commit yet');
  });

  it('in a run of its own records what it read, for the commands that read the last run', async () => {
    const differences = [{ field: 'title', reason: 'edited', edits: [], more: 0 }];
    const answerWith = async (whose: string): Promise<EpisodeState> => {
      mocks.adoption = { kind: 'adoption', adoption: { ...ADOPTION, differences, whose } };
      const fresh = openEpisode({ episodeId: 'a/one', title: 'One' });
      await applyAdopt(fresh, take<Adoption>({ commit: 'c1', seq: 1, videoId: 'v' }));
      return fresh;
    };
    expect(await answerWith('ours')).toMatchObject({
      videoId: 'v',
      skippedFields: ['title'],
      attention: expect.stringContaining('title'),
    });
    expect(await answerWith('observed')).toMatchObject({
      whose: 'observed',
      skippedFields: [],
      attention: undefined,
    });
    const running = open({ skippedFields: ['tags'] });
    await applyAdopt(running, take<Adoption>({}));
    expect(running).toMatchObject({ skippedFields: ['tags'] });
    expect(running).not.toHaveProperty('whose');
  });

  it('keeps what it read of the fields that are left to a person, for the page of the episode', async () => {
    const read = (field: string, line: string) => ({ field, removed: [line], added: ['Ours'] });
    mocks.adoption = {
      kind: 'adoption',
      adoption: { ...ADOPTION, shown: [read('title', 'Now'), read('language', 'de')] },
    };
    const state = open({
      skippedFields: ['title', 'tags'],
      differences: [read('title', 'Before'), read('tags', 'a')] as EpisodeState['differences'],
    });
    await applyAdopt(state, take<Adoption>({}));
    expect(state.differences).toEqual([read('title', 'Now'), read('tags', 'a')]);
  });

  it('fails only this update when it is refused', async () => {
    mocks.adoption = { kind: 'refused', reason: 'kept by policy' };
    const update = take<Adoption>({});
    await applyAdopt(open(), update);
    await expect(update.answer).rejects.toMatchObject({
      name: 'ApplicationFailure',
      message: 'kept by policy',
      nonRetryable: true,
    });
  });
});

it('an update waits in the queue until the loop answers it', async () => {
  const queue: PendingUpdate<FieldRequest, string>[] = [];
  const answer = queueUpdate(queue, { by: 'ann' });
  expect(queue[0]?.request).toEqual({ by: 'ann' });
  queue[0]?.answer.resolve('done');
  expect(await answer).toBe('done');
});

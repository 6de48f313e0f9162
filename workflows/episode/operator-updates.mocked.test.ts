import { ApplicationFailure } from '@temporalio/workflow';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Adoption, FieldRequest, ReconcileResult } from '../../contract/episode.ts';
import { applyAdopt, applyOverwrite, awaitAnswer, type OperatorRequest } from './operator-updates.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** What the activities answer, and what they were asked. */
const parts = vi.hoisted(() => ({ fields: {} as object, adopted: {} as object, asked: [] as unknown[] }));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  condition: async (isDone: () => boolean) => {
    while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 1));
  },
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: {
    checkFields: async (asked: unknown) => {
      parts.asked.push(asked);
      return parts.fields;
    },
  },
}));
vi.mock('./adopt.ts', () => ({
  adoptFields: async (_state: unknown, commit: string) => {
    parts.asked.push(commit);
    return parts.adopted;
  },
}));

const ADOPTION = { edits: [], kept: [], diff: '+ title: x' };
const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', seq: 5, commit: 'c5', ...more });
const handOf = <T>(order: FieldRequest): OperatorRequest<T> => ({ order });

beforeEach(() => Object.assign(parts, { fields: { fields: ['title'] }, adopted: ADOPTION, asked: [] }));

describe('overwrite', () => {
  it('releases the fields for the commit that it stands at, frees what stalled, and asks for work', async () => {
    const state = open({ stalled: true, attention: 'no', retryAt: 9 });
    const hand = handOf<ReconcileResult>({ fields: ['title'], by: 'ann' });
    const question = await applyOverwrite(state, hand);
    expect(state).toMatchObject({
      overwriteFields: { fields: ['title'], by: 'ann', commit: 'c5' },
      stalled: false,
      attention: undefined,
      retryAt: undefined,
    });
    expect(question?.request).toEqual({ commit: 'c5', seq: 5, baseCommits: ['c5'], cause: 'own' });
    expect(parts.asked).toEqual([{ episodeId: 'a/one', commit: 'c5', fields: ['title'] }]);
    expect(hand.answer?.()).toBeUndefined();
    const verdict: ReconcileResult = { kind: 'written', detail: 'all', spent: 1 };
    Object.assign(question ?? {}, { result: verdict });
    expect(hand.answer?.()).toBe(verdict);
  });

  it.each<[string, Partial<EpisodeState>, FieldRequest, object]>([
    [
      'the commit still to be brought there',
      { pending: { commit: 'c6', seq: 6, baseCommits: [], cause: 'own' }, seq: 6 },
      {},
      { commit: 'c6', seq: 6 },
    ],
    ['a newer one that a command brings', {}, { commit: 'c9', seq: 9 }, { commit: 'c9', seq: 9 }],
    ['its own, where a command is behind', {}, { commit: 'c1', seq: 1 }, { commit: 'c5', seq: 5 }],
    [
      'a command’s with its video, where it knows none',
      { commit: undefined, seq: 0 },
      { commit: 'c2', seq: 2, videoId: 'v' },
      { commit: 'c2', seq: 2, videoId: 'v' },
    ],
  ])('is for %s', async (_what, state, order, wake) => {
    expect((await applyOverwrite(open(state), handOf<ReconcileResult>(order)))?.request).toMatchObject(wake);
  });

  it('is refused with the reason, and changes nothing', async () => {
    parts.fields = { refused: 'there is no field "titel"' };
    const state = open();
    const before = structuredClone(state);
    const hand = handOf<ReconcileResult>({ fields: ['titel'] });
    expect(await applyOverwrite(state, hand)).toBeUndefined();
    expect([hand.refused, state]).toEqual(['there is no field "titel"', before]);
  });

  it('is refused where no commit is known, and says which command knows one', async () => {
    const hand = handOf<ReconcileResult>({});
    expect(await applyOverwrite(open({ commit: undefined }), hand)).toBeUndefined();
    expect(hand.refused).toContain('npx showrunner overwrite');
    expect(parts.asked).toEqual([]);
  });
});

describe('adopt', () => {
  it('answers with the edits, at the commit that it stands at', async () => {
    const hand = handOf<Adoption>({});
    await applyAdopt(open(), hand);
    expect([hand.answer?.(), parts.asked]).toEqual([ADOPTION, ['c5']]);
  });

  it('is refused with the reason', async () => {
    parts.adopted = { refused: 'no units' };
    const [hand, blank] = [handOf<Adoption>({}), handOf<Adoption>({})];
    await applyAdopt(open(), hand);
    await applyAdopt(open({ commit: undefined }), blank);
    expect(hand.refused).toBe('no units');
    expect(blank.refused).toContain('knows no commit');
  });
});

describe('the answer to an operator', () => {
  it('comes when the loop has one', async () => {
    const hands: OperatorRequest<string>[] = [];
    const answer = awaitAnswer(hands, {});
    Object.assign(hands[0] ?? {}, { answer: () => 'done' });
    expect(await answer).toBe('done');
  });

  it('fails this update alone when it is refused', async () => {
    const hands: OperatorRequest<string>[] = [];
    const answer = awaitAnswer(hands, {});
    Object.assign(hands[0] ?? {}, { refused: 'kept by policy' });
    await expect(answer).rejects.toThrow(ApplicationFailure);
    await expect(answer).rejects.toMatchObject({ message: 'kept by policy', nonRetryable: true });
  });
});

import { describe, expect, it } from 'vitest';
import { describeEpisode } from '../../contract/reports/episode.ts';
import { renderMarkdown } from '../details/markdown.ts';
import { patch } from '../patch.ts';
import { asksWhichItIs, assertCreatable, createAnother } from './duplicate-question.ts';
import { mayInsert } from './find-created.ts';
import { acceptRequest, type EpisodeState, openEpisode } from './state.ts';
import { describeNext, toEpisodeStatus } from './status.ts';

const asking = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({
    episodeId: 'a/one',
    title: 'One',
    pending: { commit: 'c1', seq: 1, baseCommits: [], cause: 'own' },
    stalled: true,
    attention: 'broadcast v1 may be a/one',
    duplicateVideoIds: ['v1'],
    ...more,
  });

describe('the question whether a broadcast that is there is this episode', () => {
  it('is shown with its answer ready to paste, and asked only while it stalls for that', () => {
    const state = asking();
    expect(describeNext(state)).toContain('`create` with {"by":"your name"}');
    expect(renderMarkdown(describeEpisode(toEpisodeStatus(state), 0))).toContain(
      'npx showrunner create a/one --by "your name"',
    );
    const other = asking({ duplicateVideoIds: undefined });
    expect([asksWhichItIs(other), asksWhichItIs(asking({ stalled: false }))]).toEqual([false, false]);
    expect(renderMarkdown(describeEpisode(toEpisodeStatus(other), 0))).not.toContain('showrunner create');
  });

  it('refuses an answer that nobody asked for, or that nobody gave', () => {
    expect(() => assertCreatable(asking({ duplicateVideoIds: undefined }), { by: 'ann' })).toThrow(
      'nothing asks it here now',
    );
    for (const argument of [undefined, {}, { by: ' ' }])
      expect(() => assertCreatable(asking(), argument)).toThrow('{"by":"your name"}');
    expect(() => assertCreatable(asking(), { by: 'ann' })).not.toThrow();
  });

  it('is answered for these videos: who said so is remembered, a second answer adds to the first', () => {
    const state = asking();
    expect(createAnother(state, 'ann')).toContain('ann says that it is another one than v1');
    expect(state).toMatchObject({ stalled: false, notThese: { by: 'ann', videoIds: ['v1'] } });
    expect(state.attention).toBeUndefined();
    patch(state, { stalled: true, duplicateVideoIds: ['v2'] });
    createAnother(state, 'bob');
    expect(state.notThese).toEqual({ by: 'bob', videoIds: ['v1', 'v2'] });
  });

  it('is closed by a newer commit', () => {
    const state = asking();
    acceptRequest(state, { commit: 'c2', seq: 2, baseCommits: [], cause: 'own' });
    expect(asksWhichItIs(state)).toBe(false);
  });
});

it('an insert is allowed at first, and again after every look', () => {
  expect([0, 1, 2, 3].map((looks) => mayInsert(looks, [30, 120, 600]))).toEqual([true, false, false, true]);
});

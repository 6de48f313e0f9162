import { describe, expect, it } from 'vitest';
import { describeEpisode } from '../../contract/reports/episode.ts';
import { renderMarkdown } from '../details/markdown.ts';
import { patch } from '../patch.ts';
import { canInsert } from './create.ts';
import { asksWhichItIs, assertCreatable, createAnother } from './duplicate-question.ts';
import { acceptRequest, type EpisodeState, openEpisode } from './state.ts';
import { describeNext, toEpisodeStatus } from './status.ts';

const asking = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({
    episodeId: 'a/one',
    title: 'One',
    pending: { commit: 'c1', seq: 1, baseCommits: [], cause: 'direct' },
    stalled: true,
    attention: 'broadcast v1 may be a/one',
    duplicateVideoIds: ['v1'],
    ...more,
  });

describe('the question whether an existing broadcast is this episode', () => {
  it('is shown with an answer ready to paste, and only while the episode stalls for it', () => {
    const state = asking();
    expect(describeNext(state)).toContain('`create` with {"by":"your name"}');
    expect(renderMarkdown(describeEpisode(toEpisodeStatus(state), 0))).toContain(
      'npx showrunner create a/one --by "your name"',
    );
    const other = asking({ duplicateVideoIds: undefined });
    expect([asksWhichItIs(other), asksWhichItIs(asking({ stalled: false }))]).toEqual([false, false]);
    expect(renderMarkdown(describeEpisode(toEpisodeStatus(other), 0))).not.toContain('showrunner create');
  });

  it('refuses an answer that was not asked for, or without a name', () => {
    expect(() => assertCreatable(asking({ duplicateVideoIds: undefined }), { by: 'ann' })).toThrow(
      'does not ask that now',
    );
    for (const argument of [{}, { by: ' ' }])
      expect(() => assertCreatable(asking(), argument)).toThrow('{"by":"your name"}');
    expect(() => assertCreatable(asking(), { by: 'ann' })).not.toThrow();
  });

  it('is answered for these videos: the name is recorded, and a second answer adds to the first', () => {
    const state = asking();
    expect(createAnother(state, 'ann')).toContain('ann confirmed that it is not v1');
    expect(state).toMatchObject({ stalled: false, otherVideos: { by: 'ann', videoIds: ['v1'] } });
    expect(state.attention).toBeUndefined();
    patch(state, { stalled: true, duplicateVideoIds: ['v2'] });
    createAnother(state, 'bob');
    expect(state.otherVideos).toEqual({ by: 'bob', videoIds: ['v1', 'v2'] });
  });

  it('is closed by a newer commit', () => {
    const state = asking();
    acceptRequest(state, { commit: 'c2', seq: 2, baseCommits: [], cause: 'direct' });
    expect(asksWhichItIs(state)).toBe(false);
  });
});

it('an insert is allowed at first, and again after all lookups', () => {
  expect([0, 1, 2, 3].map((lookups) => canInsert(lookups, [30, 120, 600]))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

import { expect, it } from 'vitest';
import type { StepResult, UpdateResult } from '../../contract/episode.ts';
import { describeLeft, recordLeft, recordStep, releasedFor } from './skipped-fields.ts';
import { type EpisodeState, openEpisode } from './state.ts';

const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', ...more });
const duty = { commit: 'c1', seq: 1, bases: [], cause: 'own' } as const;

it('fields are released for the commit that they were released for, and for no other', () => {
  const release = { fields: ['title'], by: 'ann', commit: 'c1' } as const;
  expect(releasedFor(open({ release }), duty)).toEqual(['title']);
  expect(releasedFor(open({ release }), { ...duty, commit: 'c2' })).toEqual([]);
  expect(releasedFor(open(), duty)).toEqual([]);
});

it('an update says what it leaves of its own fields, and nothing of the steps’', () => {
  const state = open({ left: ['title', 'thumbnail', 'playlists', 'stream'] });
  recordLeft(state, { left: ['tags'] } as unknown as UpdateResult);
  expect(state.left).toEqual(['tags', 'thumbnail', 'playlists', 'stream']);
  recordLeft(state, {} as UpdateResult);
  expect(state.left).toEqual(['thumbnail', 'playlists', 'stream']);
});

it.each([
  ['bind', 'stream'],
  ['unbind', 'stream'],
  ['thumbnail', 'thumbnail'],
  ['playlists', 'playlists'],
] as const)('the step %s says what it leaves of its own field %s alone', (step, field) => {
  const state = open({ left: ['title', field] });
  const result: StepResult = { spent: 0, done: false, detail: '' };
  recordStep(state, step, result);
  expect(state.left).toEqual(['title']);
  recordStep(state, step, { ...result, left: field });
  recordStep(state, step, { ...result, left: field });
  expect(state.left).toEqual(['title', field]);
});

it('names the fields, where there are any', () => {
  expect(describeLeft(open())).toBeUndefined();
  expect(describeLeft(open({ left: ['title', 'tags'] }))).toContain('title, tags');
});

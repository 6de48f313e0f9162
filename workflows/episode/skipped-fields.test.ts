import { expect, it } from 'vitest';
import type { UpdateResult } from '../../contract/episode-calls.ts';
import type { StepResult } from '../../contract/episode-steps.ts';
import {
  describeSkippedFields,
  overwriteFieldsFor,
  recordSkippedFields,
  recordStepResult,
} from './skipped-fields.ts';
import { type EpisodeState, openEpisode } from './state.ts';
import { toEpisodeStatus } from './status.ts';

const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', ...more });
const pending = { commit: 'c1', seq: 1, baseCommits: [], cause: 'direct' } as const;

it('fields are released for one commit only', () => {
  const release = { fields: ['title'], by: 'ann', commit: 'c1' } as const;
  expect(overwriteFieldsFor(open({ overwriteFields: release }), pending)).toEqual(['title']);
  expect(overwriteFieldsFor(open({ overwriteFields: release }), { ...pending, commit: 'c2' })).toEqual([]);
  expect(overwriteFieldsFor(open(), pending)).toEqual([]);
});

it('an update records its own skipped fields, and not those of steps', () => {
  const state = open({ skippedFields: ['title', 'thumbnail', 'playlists', 'stream'] });
  recordSkippedFields(state, { skippedFields: ['tags'] } as unknown as UpdateResult);
  expect(state.skippedFields).toEqual(['tags', 'thumbnail', 'playlists', 'stream']);
  recordSkippedFields(state, {} as UpdateResult);
  expect(state.skippedFields).toEqual(['thumbnail', 'playlists', 'stream']);
});

it('what differs is what the last update read of them', () => {
  const differences = [{ field: 'title', removed: ['Theirs'], added: ['Ours'] }] as const;
  const state = open();
  recordSkippedFields(state, { skippedFields: ['title'], differences } as unknown as UpdateResult);
  expect(toEpisodeStatus(state)).toMatchObject({ skippedFields: ['title'], differences });
  recordSkippedFields(state, {} as UpdateResult);
  expect(toEpisodeStatus(state)).not.toHaveProperty('differences');
});

it.each([
  ['bind', 'stream'],
  ['unbind', 'stream'],
  ['thumbnail', 'thumbnail'],
  ['playlists', 'playlists'],
] as const)('the step %s records its own field %s only', (step, field) => {
  const state = open({ skippedFields: ['title', field] });
  const result: StepResult = { spent: 0, done: false, detail: '' };
  recordStepResult(state, step, result);
  expect(state.skippedFields).toEqual(['title']);
  recordStepResult(state, step, { ...result, skippedField: field });
  recordStepResult(state, step, { ...result, skippedField: field });
  expect(state.skippedFields).toEqual(['title', field]);
});

it('the skipped fields are named, if there are any', () => {
  expect(describeSkippedFields(open())).toBeUndefined();
  expect(describeSkippedFields(open({ skippedFields: ['title', 'tags'] }))).toContain('title, tags');
});

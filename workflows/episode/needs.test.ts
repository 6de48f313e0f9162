import { expect, it } from 'vitest';
import { listNeeds, refreshNeeds } from './needs.ts';
import { type EpisodeState, openEpisode } from './state.ts';

const open = (more: Partial<EpisodeState>): EpisodeState =>
  openEpisode({ episodeId: 'talks/one', title: 'One', ...more });
const reasons = (more: Partial<EpisodeState>) => listNeeds(open(more)).map(({ reason }) => reason);

const REFUSED = { hash: 'h', message: 'no', cause: 'forbidden', since: 3, times: 1, nextTry: 9 };

it.each<[string, Partial<EpisodeState>, readonly string[]]>([
  ['nothing', {}, []],
  ['its start has passed', { phase: 'overdue', attention: 'x' }, ['overdue']],
  ['it was never streamed', { phase: 'missed', attention: 'x' }, ['missed']],
  ['YouTube refuses it', { stalled: true, stallReason: 'invalidTitle', attention: 'x' }, ['refused']],
  ['its video is gone', { stalled: true, stallReason: 'vanished', attention: 'x' }, ['vanished']],
  ['it may exist', { stalled: true, duplicateVideoIds: ['v'], attention: 'x' }, ['duplicate']],
  ['its encoder is busy', { unbound: 'x', attention: 'x' }, ['unbound']],
  ['its encoder is busy at the start', { phase: 'overdue', unbound: 'x', attention: 'y' }, ['overdue']],
  ['a bug', { failures: 3, attention: 'x' }, ['failed']],
  ['an edit', { skippedFields: ['title'], attention: 'x' }, ['edited']],
  ['an edit without the name of its field', { attention: 'x' }, ['edited']],
  [
    'an edit of a late stream',
    { phase: 'overdue', skippedFields: ['title'], attention: 'x' },
    ['overdue', 'edited'],
  ],
  ['a thumbnail that is held back', { refusedSteps: { thumbnail: REFUSED } }, ['refused']],
  [
    'two of them, and a late stream',
    { phase: 'overdue', attention: 'x', refusedSteps: { thumbnail: REFUSED, playlists: REFUSED } },
    ['overdue', 'refused', 'refused'],
  ],
  ['what is not ours', { skippedFields: ['title'], whose: 'observed' }, []],
  ['a pause', { pausedBy: 'ann' }, ['paused']],
])('%s', (_name, more, expected) => {
  expect(reasons(more)).toEqual(expected);
});

it('names the cause that others may share, and keeps the time of what stays', () => {
  const state = open({ stalled: true, stallReason: 'liveStreamingNotEnabled', attention: 'x' });
  refreshNeeds(state, 5);
  state.pausedBy = 'ann';
  refreshNeeds(state, 9);
  expect(state.needs).toEqual([
    { reason: 'refused', cause: 'liveStreamingNotEnabled', message: 'x', since: 5 },
    expect.objectContaining({ reason: 'paused', since: 9 }),
  ]);
  Object.assign(state, { stalled: false, attention: undefined, pausedBy: undefined });
  refreshNeeds(state, 10);
  expect(state.needs).toBeUndefined();
});

it('each step that is held back is a need of its own, since it was first refused', () => {
  const state = open({ refusedSteps: { thumbnail: REFUSED, bind: { ...REFUSED, since: 4 } } });
  refreshNeeds(state, 20);
  const need = { reason: 'refused', cause: 'forbidden' };
  expect(state.needs).toEqual([
    { ...need, message: 'thumbnail is held back alone: no', since: 3 },
    { ...need, message: 'bind is held back alone: no', since: 4 },
  ]);
});

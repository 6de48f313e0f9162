import { describe, expect, it } from 'vitest';
import type { Wake } from '../../contract/episode.ts';
import {
  acceptWake,
  canWork,
  dropGrant,
  type EpisodePhase,
  type EpisodeState,
  isOver,
  lookAgainIfDue,
  openEpisode,
  untilNext,
} from './state.ts';
import { describeEpisode, describeNext } from './status.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const open = (state: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', ...state });
const wake = (more: Partial<Wake> = {}): Wake => ({ commit: 'c1', seq: 5, bases: [], cause: 'own', ...more });
const grant = { id: 'g', day: '2026-06-01', units: 51 };
const noUnits = { ...grant, units: 0 };

describe('a wake', () => {
  it('becomes the duty when it is the newest word', () => {
    const state = open({ seq: 4 });
    acceptWake(state, wake());
    expect(state).toMatchObject({ seq: 5, duty: wake() });
  });

  it('changes nothing when it is older than the newest word', () => {
    const state = open({ seq: 6, duty: wake({ commit: 'c6', seq: 6 }) });
    const before = structuredClone(state);
    acceptWake(state, wake({ bases: ['c0'], videoId: 'v' }));
    expect(state).toEqual(before);
  });

  it('is done again when it is the same word, and takes nothing back that a person must see', () => {
    const state = open({ seq: 5, stalled: true, attention: 'no stream', failures: 2 });
    acceptWake(state, wake());
    expect(state).toMatchObject({ duty: wake(), stalled: true, attention: 'no stream', failures: 2 });
  });

  it('that is newer frees what stalled: the commit may have mended it', () => {
    const state = open({ seq: 4, stalled: true, attention: 'no stream', failures: 2 });
    acceptWake(state, wake());
    expect(state).toMatchObject({ stalled: false, attention: undefined, failures: 0 });
  });

  it('brings together the commits that may stand on YouTube: each once, the newest 20', () => {
    const state = open({ seq: 4, duty: wake({ seq: 4, bases: ['c0', 'c1'] }) });
    acceptWake(state, wake({ bases: ['c1', 'c2'] }));
    expect(state.duty?.bases).toEqual(['c0', 'c1', 'c2']);
    const many = Array.from({ length: 30 }, (_, index) => `d${index}`);
    acceptWake(state, wake({ bases: many }));
    expect(state.duty?.bases).toEqual(many.slice(-20));
  });

  it('of its own file does not wait behind a shared cause, and is not made to wait by one that comes later', () => {
    const state = open({ seq: 4, retryAt: NOW + 1, duty: wake({ seq: 4, cause: 'shared' }) });
    acceptWake(state, wake({ bases: ['c0'] }));
    expect(state).toMatchObject({ retryAt: undefined, duty: { cause: 'own' } });
    acceptWake(state, wake({ commit: 'c2', seq: 6, cause: 'shared' }));
    expect(state.duty).toMatchObject({ commit: 'c2', cause: 'own' });
    const done = open({ seq: 5, commit: 'c1', duty: wake({ bases: ['c0'] }) });
    acceptWake(done, wake({ commit: 'c2', seq: 6, cause: 'shared' }));
    expect(done.duty?.cause).toBe('shared');
    const lost = open({ seq: 5, duty: wake() });
    acceptWake(lost, wake({ commit: 'c2', seq: 6, bases: ['c1'], cause: 'shared' }));
    expect(lost.duty).toMatchObject({ bases: ['c1'], cause: 'shared' });
  });

  it('of its own file does not wait behind what nobody remembers, but behind its own failures', () => {
    const unknown = open({ seq: 4, retryAt: NOW + 1, duty: wake({ seq: 4 }) });
    acceptWake(unknown, wake());
    expect(unknown.retryAt).toBe(NOW + 1);
    acceptWake(unknown, wake({ seq: 6, bases: ['c0'] }));
    expect(unknown).toMatchObject({ retryAt: undefined, duty: { cause: 'own' } });
    const failed = open({ seq: 4, retryAt: NOW + 1, duty: wake({ seq: 4, bases: ['c0'] }) });
    acceptWake(failed, wake({ seq: 6, bases: ['c0'] }));
    expect(failed.retryAt).toBe(NOW + 1);
  });

  it('of a shared cause is not made its own by what can never be done, and its own word is tried again', () => {
    const state = open({ seq: 5, refused: 'its start has passed', duty: wake({ bases: ['c0'] }) });
    acceptWake(state, wake({ commit: 'c2', seq: 6, cause: 'shared' }));
    expect(state).toMatchObject({ refused: 'its start has passed', duty: { commit: 'c2', cause: 'shared' } });
    acceptWake(state, wake({ commit: 'c3', seq: 7, bases: ['c2'] }));
    acceptWake(state, wake({ commit: 'c4', seq: 8, cause: 'shared' }));
    expect(state).toMatchObject({ refused: undefined, duty: { commit: 'c4', cause: 'own' } });
  });

  it('says the video of an episode that knows none, and does not replace one', () => {
    const state = open();
    acceptWake(state, wake({ videoId: 'first' }));
    acceptWake(state, wake({ seq: 6, videoId: 'second' }));
    expect(state.videoId).toBe('first');
  });
});

describe('a duty', () => {
  const duty = wake();

  it('can be worked on when there is one and nothing holds it', () => {
    expect(canWork(open(), NOW)).toBe(false);
    expect(canWork(open({ duty }), NOW)).toBe(true);
    expect(canWork(open({ duty, pausedBy: 'ann' }), NOW)).toBe(false);
    expect(canWork(open({ duty, stalled: true }), NOW)).toBe(false);
  });

  it('is not tried before its time', () => {
    expect(canWork(open({ duty, retryAt: NOW + 1 }), NOW)).toBe(false);
    expect(canWork(open({ duty, retryAt: NOW }), NOW)).toBe(true);
  });

  it('waits for the units it asked for, unless its asker brought some', () => {
    expect(canWork(open({ duty, asked: 'q' }), NOW)).toBe(false);
    expect(canWork(open({ duty, asked: 'q', granted: noUnits }), NOW)).toBe(false);
    expect(canWork(open({ duty, asked: 'q', granted: grant }), NOW)).toBe(true);
    expect(canWork(open({ duty: { ...duty, grant }, asked: 'q' }), NOW)).toBe(true);
  });

  it('forgets its asker’s units and keeps the rest', () => {
    const state = open({ duty: { ...duty, grant } });
    dropGrant(state);
    expect(state.duty).toEqual(duty);
    const idle = open();
    dropGrant(idle);
    expect(idle.duty).toBeUndefined();
  });
});

describe('the next look', () => {
  it('is taken when its hour has come, at the commit it knows', () => {
    const state = open({ commit: 'c1', seq: 5, lookAt: NOW });
    lookAgainIfDue(state, NOW - 1);
    expect(state.duty).toBeUndefined();
    lookAgainIfDue(state, NOW);
    expect(state).toMatchObject({
      lookAt: undefined,
      duty: { commit: 'c1', seq: 5, bases: ['c1'], cause: 'own' },
    });
  });

  it('is taken by what stalled as well, which is tried again then', () => {
    const state = open({ commit: 'c1', lookAt: NOW + 500, stalled: true, duty: wake({ commit: 'c2' }) });
    expect(untilNext(state, NOW)).toBe(500);
    lookAgainIfDue(state, NOW + 500);
    expect(state).toMatchObject({ lookAt: undefined, stalled: false, duty: { commit: 'c2' } });
  });

  it('does not push away what it already has to do, and needs a commit', () => {
    const busy = open({ commit: 'c1', lookAt: NOW, duty: wake({ commit: 'c2' }) });
    lookAgainIfDue(busy, NOW);
    expect(busy).toMatchObject({ lookAt: NOW, duty: { commit: 'c2' } });
    const blank = open({ lookAt: NOW });
    lookAgainIfDue(blank, NOW);
    expect(blank.duty).toBeUndefined();
  });
});

describe('the time until it moves by itself', () => {
  it.each<[string, Partial<EpisodeState>, number | undefined]>([
    ['idle: until it looks again', { lookAt: NOW + 500, retryAt: NOW + 9 }, 500],
    ['at work: until it tries again', { duty: wake(), retryAt: NOW + 700, lookAt: NOW + 9 }, 700],
    ['late: at once, for a timer of nothing would never fire', { lookAt: NOW - 500 }, 1],
    ['nothing ahead: only a message moves it', {}, undefined],
    ['paused: only a person moves it', { lookAt: NOW + 500, pausedBy: 'ann' }, undefined],
    ['stalled: only a person moves it', { duty: wake(), retryAt: NOW + 500, stalled: true }, undefined],
  ])('%s', (_name, state, expected) => {
    expect(untilNext(open(state), NOW)).toBe(expected);
  });
});

describe('what comes next, for an operator', () => {
  const at = '2026-06-01T12:00:00.000Z';
  it.each<[string, Partial<EpisodeState>]>([
    ['paused by ann; send the update `resume`', { pausedBy: 'ann', stalled: true }],
    ['waits for a person; then send the update `retry`, or commit', { stalled: true, duty: wake() }],
    ['waits for units', { duty: wake(), asked: 'q', retryAt: NOW }],
    [
      'waits for units, until noon at the latest',
      { duty: wake(), asked: 'q', granted: { ...noUnits, until: 'noon' } },
    ],
    [`tries again at ${at}`, { duty: wake(), retryAt: NOW, lookAt: 1 }],
    [`looks again at ${at}`, { lookAt: NOW }],
    ['nothing: it is over', { phase: 'complete' }],
    ['waits for a commit', {}],
    ['is at work on commit c1', { duty: wake(), lookAt: NOW }],
  ])('says "%s"', (words, state) => {
    expect(describeNext(open(state))).toBe(words);
  });

  it('stands in the status with what is known, and without what is not', () => {
    expect(describeEpisode(open())).toEqual({
      episodeId: 'a/one',
      title: 'One',
      phase: 'new',
      seq: 0,
      last: 'not looked at yet',
      next: 'waits for a commit',
      paused: false,
    });
    const known = { videoId: 'v', commit: 'c', attention: 'act', pausedBy: 'ann' };
    expect(describeEpisode(open(known))).toMatchObject({
      videoId: 'v',
      commit: 'c',
      attention: 'act',
      paused: true,
    });
  });
});

describe('the end', () => {
  it('has come when nothing is to be done or waited for', () => {
    const over: EpisodePhase[] = [
      'complete',
      'none',
      'missed',
      'draft',
      'cancelled',
      'orphaned',
      'not-on-youtube',
    ];
    const going: EpisodePhase[] = ['new', 'upcoming', 'overdue', 'testing', 'live'];
    expect(over.filter((phase) => !isOver(open({ phase })))).toEqual([]);
    expect(going.filter((phase) => isOver(open({ phase })))).toEqual([]);
    expect(isOver(open({ phase: 'complete', duty: wake() }))).toBe(false);
  });
});

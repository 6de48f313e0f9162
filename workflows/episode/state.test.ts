import { describe, expect, it } from 'vitest';
import type { ReconcileRequest } from '../../contract/episode.ts';
import {
  acceptRequest,
  canWork,
  checkAgainIfDue,
  dropGrant,
  type EpisodePhase,
  type EpisodeState,
  isOver,
  openEpisode,
  untilNext,
} from './state.ts';
import { describeNext, toEpisodeStatus } from './status.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const open = (state: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', ...state });
const wake = (more: Partial<ReconcileRequest> = {}): ReconcileRequest => ({
  commit: 'c1',
  seq: 5,
  baseCommits: [],
  cause: 'direct',
  ...more,
});
const grant = { id: 'g', day: '2026-06-01', units: 51 };
const noUnits = { ...grant, units: 0 };

describe('a reconcile request', () => {
  it('becomes pending when it is the newest', () => {
    const state = open({ seq: 4 });
    acceptRequest(state, wake());
    expect(state).toMatchObject({ seq: 5, pending: wake() });
  });

  it('changes nothing when it is older', () => {
    const state = open({ seq: 6, pending: wake({ commit: 'c6', seq: 6 }) });
    const before = structuredClone(state);
    acceptRequest(state, wake({ baseCommits: ['c0'], videoId: 'v' }));
    expect(state).toEqual(before);
  });

  it('is done again when it is repeated, and still shows what needs a person', () => {
    const state = open({ seq: 5, stalled: true, attention: 'no stream', failures: 2 });
    acceptRequest(state, wake());
    expect(state).toMatchObject({ pending: wake(), stalled: true, attention: 'no stream', failures: 2 });
  });

  it('that is newer ends a stall: the commit may have fixed it', () => {
    const state = open({ seq: 4, stalled: true, attention: 'no stream', failures: 2 });
    acceptRequest(state, wake());
    expect(state).toMatchObject({ stalled: false, attention: undefined, failures: 0 });
  });

  it('collects the commits that may be on YouTube: each once, the newest 20', () => {
    const state = open({ seq: 4, pending: wake({ seq: 4, baseCommits: ['c0', 'c1'] }) });
    acceptRequest(state, wake({ baseCommits: ['c1', 'c2'] }));
    expect(state.pending?.baseCommits).toEqual(['c0', 'c1', 'c2']);
    const many = Array.from({ length: 30 }, (_, index) => `d${index}`);
    acceptRequest(state, wake({ baseCommits: many }));
    expect(state.pending?.baseCommits).toEqual(many.slice(-20));
  });

  it('that is direct does not wait for an indirect one, whether that is earlier or later', () => {
    const state = open({ seq: 4, retryAt: NOW + 1, pending: wake({ seq: 4, cause: 'indirect' }) });
    acceptRequest(state, wake({ baseCommits: ['c0'] }));
    expect(state).toMatchObject({ retryAt: undefined, pending: { cause: 'direct' } });
    acceptRequest(state, wake({ commit: 'c2', seq: 6, cause: 'indirect' }));
    expect(state.pending).toMatchObject({ commit: 'c2', cause: 'direct' });
    const done = open({ seq: 5, commit: 'c1', pending: wake({ baseCommits: ['c0'] }) });
    acceptRequest(done, wake({ commit: 'c2', seq: 6, cause: 'indirect' }));
    expect(done.pending?.cause).toBe('indirect');
    const lost = open({ seq: 5, pending: wake() });
    acceptRequest(lost, wake({ commit: 'c2', seq: 6, baseCommits: ['c1'], cause: 'indirect' }));
    expect(lost.pending).toMatchObject({ baseCommits: ['c1'], cause: 'indirect' });
  });

  it('that is direct does not wait for changes of unknown origin, but waits after its own failures', () => {
    const unknown = open({ seq: 4, retryAt: NOW + 1, pending: wake({ seq: 4 }) });
    acceptRequest(unknown, wake());
    expect(unknown.retryAt).toBe(NOW + 1);
    acceptRequest(unknown, wake({ seq: 6, baseCommits: ['c0'] }));
    expect(unknown).toMatchObject({ retryAt: undefined, pending: { cause: 'direct' } });
    const failed = open({ seq: 4, retryAt: NOW + 1, pending: wake({ seq: 4, baseCommits: ['c0'] }) });
    acceptRequest(failed, wake({ seq: 6, baseCommits: ['c0'] }));
    expect(failed.retryAt).toBe(NOW + 1);
  });

  it('that is indirect does not become direct by a refused change, and a direct one is tried again', () => {
    const state = open({ seq: 5, refused: 'its start has passed', pending: wake({ baseCommits: ['c0'] }) });
    acceptRequest(state, wake({ commit: 'c2', seq: 6, cause: 'indirect' }));
    expect(state).toMatchObject({
      refused: 'its start has passed',
      pending: { commit: 'c2', cause: 'indirect' },
    });
    acceptRequest(state, wake({ commit: 'c3', seq: 7, baseCommits: ['c2'] }));
    acceptRequest(state, wake({ commit: 'c4', seq: 8, cause: 'indirect' }));
    expect(state).toMatchObject({ refused: undefined, pending: { commit: 'c4', cause: 'direct' } });
  });

  it('brings the video of an episode that knows none, and does not replace one', () => {
    const state = open();
    acceptRequest(state, wake({ videoId: 'first' }));
    acceptRequest(state, wake({ seq: 6, videoId: 'second' }));
    expect(state.videoId).toBe('first');
  });
});

describe('the pending request', () => {
  const pending = wake();

  it('can be worked on when nothing prevents it', () => {
    expect(canWork(open(), NOW)).toBe(false);
    expect(canWork(open({ pending: pending }), NOW)).toBe(true);
    expect(canWork(open({ pending: pending, pausedBy: 'ann' }), NOW)).toBe(false);
    expect(canWork(open({ pending: pending, stalled: true }), NOW)).toBe(false);
  });

  it('is not tried before its time', () => {
    expect(canWork(open({ pending: pending, retryAt: NOW + 1 }), NOW)).toBe(false);
    expect(canWork(open({ pending: pending, retryAt: NOW }), NOW)).toBe(true);
  });

  it('waits for the requested units, unless its caller sent some', () => {
    expect(canWork(open({ pending: pending, quotaRequestId: 'q' }), NOW)).toBe(false);
    expect(canWork(open({ pending: pending, quotaRequestId: 'q', quotaGrant: noUnits }), NOW)).toBe(false);
    expect(canWork(open({ pending: pending, quotaRequestId: 'q', quotaGrant: grant }), NOW)).toBe(true);
    expect(canWork(open({ pending: { ...pending, grant }, quotaRequestId: 'q' }), NOW)).toBe(true);
  });

  it('asks again for units when they are overdue, and sleeps until then, whatever failed before', () => {
    const lost = { pending: wake(), quotaRequestId: 'q', quotaGrant: { ...noUnits, askAgainAt: NOW + 7 } };
    const state = open({ ...lost, retryAt: NOW - 5000 });
    expect([canWork(state, NOW), canWork(state, NOW + 7)]).toEqual([false, true]);
    expect(untilNext(state, NOW)).toBe(7);
    expect(untilNext(open({ ...lost, retryAt: NOW + 9 }), NOW)).toBe(9);
    // Its quota manager is of an earlier version, or has not answered yet.
    for (const quotaGrant of [noUnits, undefined])
      expect(untilNext(open({ ...lost, quotaGrant, retryAt: NOW - 5000 }), NOW)).toBeUndefined();
  });

  it('loses its caller’s units and nothing else', () => {
    const state = open({ pending: { ...pending, grant } });
    dropGrant(state);
    expect(state.pending).toEqual(pending);
    const idle = open();
    dropGrant(idle);
    expect(idle.pending).toBeUndefined();
  });
});

describe('the next check', () => {
  it('is due at its time, at the known commit', () => {
    const state = open({ commit: 'c1', seq: 5, checkAt: NOW });
    checkAgainIfDue(state, NOW - 1);
    expect(state.pending).toBeUndefined();
    checkAgainIfDue(state, NOW);
    expect(state).toMatchObject({
      checkAt: undefined,
      pending: { commit: 'c1', seq: 5, baseCommits: ['c1'], cause: 'direct' },
    });
  });

  it('also tries a stall again', () => {
    const state = open({ commit: 'c1', checkAt: NOW + 500, stalled: true, pending: wake({ commit: 'c2' }) });
    expect(untilNext(state, NOW)).toBe(500);
    checkAgainIfDue(state, NOW + 500);
    expect(state).toMatchObject({ checkAt: undefined, stalled: false, pending: { commit: 'c2' } });
  });

  it('does not replace a pending request, and needs a commit', () => {
    const busy = open({ commit: 'c1', checkAt: NOW, pending: wake({ commit: 'c2' }) });
    checkAgainIfDue(busy, NOW);
    expect(busy).toMatchObject({ checkAt: NOW, pending: { commit: 'c2' } });
    const blank = open({ checkAt: NOW });
    checkAgainIfDue(blank, NOW);
    expect(blank.pending).toBeUndefined();
  });
});

describe('the time until it acts by itself', () => {
  it.each<[string, Partial<EpisodeState>, number | undefined]>([
    ['idle: until it looks again', { checkAt: NOW + 500, retryAt: NOW + 9 }, 500],
    ['at work: until it tries again', { pending: wake(), retryAt: NOW + 700, checkAt: NOW + 9 }, 700],
    ['late: at once, for a timer of nothing would never fire', { checkAt: NOW - 500 }, 1],
    ['nothing ahead: only a message moves it', {}, undefined],
    ['paused: only a person moves it', { checkAt: NOW + 500, pausedBy: 'ann' }, undefined],
    ['stalled: only a person moves it', { pending: wake(), retryAt: NOW + 500, stalled: true }, undefined],
  ])('%s', (_name, state, expected) => {
    expect(untilNext(open(state), NOW)).toBe(expected);
  });
});

describe('what comes next, for an operator', () => {
  const at = '2026-06-01T12:00:00.000Z';
  it.each<[string, Partial<EpisodeState>]>([
    ['paused by ann; send the update `resume`', { pausedBy: 'ann', stalled: true }],
    [
      'waiting for a person; then send the update `retry`, or commit a fix',
      { stalled: true, pending: wake() },
    ],
    ['waiting for quota to apply commit c1', { pending: wake(), quotaRequestId: 'q', retryAt: NOW }],
    [
      'waiting for quota to apply commit c1, until noon at the latest',
      { pending: wake(), quotaRequestId: 'q', quotaGrant: { ...noUnits, until: 'noon' } },
    ],
    [`retries at ${at} to apply commit c1`, { pending: wake(), retryAt: NOW, checkAt: 1 }],
    [`checks again at ${at}`, { checkAt: NOW }],
    [
      `checks again at ${at} to bind it to its stream`,
      { checkAt: NOW, checkFor: 'to bind it to its stream' },
    ],
    ['nothing: it is over', { phase: 'complete' }],
    ['waiting for a commit', {}],
    ['working on commit c1', { pending: wake(), checkAt: NOW }],
  ])('says "%s"', (words, state) => {
    expect(describeNext(open(state))).toBe(words);
  });

  it('is in the status, with what is known and without what is not', () => {
    expect(toEpisodeStatus(open())).toEqual({
      episodeId: 'a/one',
      title: 'One',
      phase: 'new',
      seq: 0,
      lastEvent: 'nothing done yet',
      next: 'waiting for a commit',
      paused: false,
    });
    const known = { videoId: 'v', commit: 'c', attention: 'act', pausedBy: 'ann' };
    expect(toEpisodeStatus(open(known))).toMatchObject({
      videoId: 'v',
      commit: 'c',
      attention: 'act',
      paused: true,
    });
  });
});

describe('the end', () => {
  it('is reached when nothing is left to do or to wait for', () => {
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
    expect(isOver(open({ phase: 'complete', pending: wake() }))).toBe(false);
  });

  it('is not over while a replaced video waits for it to be public, and it looks for that', () => {
    const replaced = { notes: ['waits'], due: ['old'] };
    expect(isOver(open({ phase: 'none', replaced, checkAt: NOW }))).toBe(false);
    expect(isOver(open({ phase: 'none', replaced }))).toBe(true);
    expect(isOver(open({ phase: 'none', replaced: { notes: ['left'] }, checkAt: NOW }))).toBe(true);
    expect(toEpisodeStatus(open({ replaced })).replaced).toEqual(['waits']);
  });
});

it('a request of `sync`, which lists it, is answered with its needs whatever they are', () => {
  const state = open();
  expect(state.reportedNeeds).toBe('[]');
  acceptRequest(state, wake());
  expect(state.reportedNeeds).toBe('[]');
  acceptRequest(state, wake({ listed: true }));
  expect(state.reportedNeeds).toBeUndefined();
});

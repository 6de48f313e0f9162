import { describe, expect, it } from 'vitest';
import type { StepResult } from '../../contract/episode-steps.ts';
import {
  addRefusedSteps,
  describeSharedSteps,
  findSharedChange,
  lastRefusalOf,
  listRefusedNeeds,
  listRefusedSteps,
  recordStepRefusal,
  releaseRefused,
  scheduleRefusedSteps,
} from './refused-steps.ts';
import { type EpisodeState, openEpisode } from './state.ts';
import { toEpisodeStatus } from './status.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const HOUR = 60 * 60_000;
const request = { commit: 'c', seq: 1, baseCommits: [], cause: 'direct' } as const;
const refusal = (hash: string, parts?: readonly string[]): StepResult => ({
  spent: 51,
  done: false,
  detail: 'no',
  refused: { hash, message: `no ${hash}`, ...(parts && { parts }) },
});
const DONE: StepResult = { spent: 51, done: true, detail: 'done' };
const STILL: StepResult = { spent: 0, done: false, detail: 'still', stillRefused: true };
const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', phase: 'upcoming', ...more });

function refuse(state: EpisodeState, hash = 'h1', now = NOW): EpisodeState {
  recordStepRefusal(state, 'thumbnail', refusal(hash), now);
  return state;
}

describe('a refused step', () => {
  it('is held back for six hours, then ever longer up to a day, while it wants the same', () => {
    const state = open();
    let now = NOW;
    const pauses = [1, 2, 3, 4].map(() => {
      refuse(state, 'h1', now);
      const until = state.refusedSteps?.thumbnail?.nextTry ?? 0;
      expect(lastRefusalOf(state, 'thumbnail', request, until - 1)?.isHeldBack).toBe(true);
      expect(lastRefusalOf(state, 'thumbnail', request, until)?.isHeldBack).toBe(false);
      const pause = (until - now) / HOUR;
      now = until;
      return pause;
    });
    expect(pauses).toEqual([6, 12, 24, 24]);
    expect(state.refusedSteps?.thumbnail).toMatchObject({ since: NOW, times: 4 });
    refuse(state, 'h2', now);
    expect(state.refusedSteps?.thumbnail).toMatchObject({ since: now, times: 1, nextTry: now + 6 * HOUR });
  });

  it('is tried at once after a retry, and when an operator wants its field overwritten', () => {
    const state = refuse(open());
    const overwriting = {
      ...open(state),
      overwriteFields: { fields: ['thumbnail'], by: 'ann', commit: 'c' },
    } as const;
    expect(lastRefusalOf(overwriting, 'thumbnail', request, NOW)?.isHeldBack).toBe(false);
    releaseRefused(state);
    expect(lastRefusalOf(state, 'thumbnail', request, NOW)).toEqual({ hash: 'h1', isHeldBack: false });
  });

  it('is forgotten when it was done or is no longer wanted, and stays when it was not sent', () => {
    const state = refuse(open());
    recordStepRefusal(state, 'playlists', refusal('p', ['PL1']), NOW);
    recordStepRefusal(state, 'thumbnail', STILL, NOW + HOUR);
    expect(state.refusedSteps?.thumbnail).toMatchObject({ since: NOW, times: 1 });
    recordStepRefusal(state, 'thumbnail', DONE, NOW + HOUR);
    expect(listRefusedSteps(state)).toEqual(['playlists']);
    expect(lastRefusalOf(state, 'playlists', request, NOW)).toMatchObject({ parts: ['PL1'] });
    recordStepRefusal(state, 'playlists', { ...DONE, done: false }, NOW);
    expect(state.refusedSteps).toBeUndefined();
  });

  it('needs a person, each with its message, besides any other reason', () => {
    const state = refuse(open({ attention: 'overdue' }));
    recordStepRefusal(state, 'bind', refusal('b'), NOW);
    expect(addRefusedSteps(state, state.attention)).toBe(
      'overdue; thumbnail is held back alone: no h1; bind is held back alone: no b',
    );
    expect(addRefusedSteps(open(), undefined)).toBeUndefined();
    scheduleRefusedSteps(state);
    const nextTry = new Date(NOW + 6 * HOUR).toISOString();
    expect(state.checkAt).toBe(NOW + 6 * HOUR);
    expect(toEpisodeStatus(state).refusedSteps).toMatchObject([
      { step: 'thumbnail', message: 'no h1', since: new Date(NOW).toISOString(), nextTry },
      { step: 'bind', message: 'no b' },
    ]);
  });

  it('makes an open episode look earlier, never later; a finished one waits a week for the next check of the channel', () => {
    const early = refuse(open({ checkAt: NOW + HOUR }));
    scheduleRefusedSteps(early);
    expect(early.checkAt).toBe(NOW + HOUR);
    const idle = open();
    scheduleRefusedSteps(idle);
    expect(idle.checkAt).toBeUndefined();
    expect(refuse(open({ phase: 'complete' })).refusedSteps?.thumbnail?.nextTry).toBe(NOW + 7 * 24 * HOUR);
  });
});

describe('a thumbnail that waits with all others', () => {
  const HELD: StepResult = {
    ...{ spent: 0, done: false, detail: 'waits' },
    refused: { hash: 'h1', message: 'waits for quota', cause: 'unverified' },
  };
  const held = (): EpisodeState => {
    const state = open();
    recordStepRefusal(state, 'thumbnail', HELD, NOW);
    return state;
  };

  it('needs no person here, has no time of its own, and is still known as a step to do', () => {
    const state = held();
    expect(listRefusedNeeds(state)).toEqual([]);
    expect(addRefusedSteps(state, undefined)).toBeUndefined();
    expect(describeSharedSteps(state)).toBe('waits for quota');
    expect(listRefusedSteps(state)).toEqual(['thumbnail']);
    scheduleRefusedSteps(state);
    expect(state.checkAt).toBeUndefined();
    expect(toEpisodeStatus(state).refusedSteps).toEqual([
      { step: 'thumbnail', message: 'waits for quota', since: '2026-06-01T12:00:00.000Z', shared: true },
    ]);
  });

  it('is held by the grant alone, unless an operator wants it sent', () => {
    const state = held();
    expect(lastRefusalOf(state, 'thumbnail', request, NOW)).toBeUndefined();
    releaseRefused(state);
    expect(lastRefusalOf(state, 'thumbnail', request, NOW)).toEqual({ hash: 'h1', isHeldBack: false });
  });

  it('is reported when it begins to wait, is taken, or is no longer wanted, and else not', () => {
    const state = held();
    expect(findSharedChange(open(), HELD)).toBe('held');
    expect(findSharedChange(state, HELD)).toBe('held');
    expect(findSharedChange(state, DONE)).toBe('accepted');
    expect(findSharedChange(state, { spent: 0, done: false, detail: 'thumbnail: keep' })).toBe('released');
    expect(findSharedChange(state, STILL)).toBeUndefined();
    expect(findSharedChange(open(), DONE)).toBeUndefined();
    expect(findSharedChange(refuse(open()), DONE)).toBeUndefined();
  });
});

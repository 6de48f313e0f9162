import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EpisodeFacts } from '../../contract/episode-calls.ts';
import type { FailedActivity } from '../failures.ts';
import { recordReconciled } from './reconcile-result.ts';
import { recordFailure } from './record-failure.ts';
import { acceptRequest, type EpisodeState, openEpisode } from './state.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
beforeEach(() => vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

const facts = { lookupDelaysMs: [30_000, 120_000] } as unknown as EpisodeFacts;
const failure = (more: Partial<FailedActivity> = {}): FailedActivity => ({
  kind: 'wait',
  message: 'no',
  reason: 'r',
  unknownOutcome: false,
  quotaExceeded: false,
  ...more,
});
const open = (more: Partial<EpisodeState> = {}): EpisodeState =>
  openEpisode({ episodeId: 'a/one', title: 'One', videoId: 'v', ...more });

it('a stall before there is a video is tried again after six hours; of a video that is over, never', () => {
  const HOURS = 6 * 60 * 60_000;
  const created = open({ videoId: undefined, checkAt: NOW + 100 * HOURS });
  recordFailure(created, failure({ kind: 'stall' }), facts, 0);
  expect(created).toMatchObject({ stalled: true, stallReason: 'r', checkAt: NOW + HOURS });
  const over = open({ phase: 'complete' });
  recordFailure(over, failure({ kind: 'stall' }), facts, 0);
  expect(over.checkAt).toBeUndefined();
});

describe('wait', () => {
  it('is tried again at the time it names, or after a second', () => {
    const state = open();
    const verdict = recordFailure(state, failure({ retryAfterMs: 5000 }), facts, 51);
    expect(verdict).toEqual({ kind: 'deferred', detail: 'no', spent: 51 });
    expect(state).toMatchObject({ retryAt: NOW + 5000, failures: 0, stalled: false, lastEvent: 'no' });
    recordFailure(state, failure(), facts, 0);
    expect(state.retryAt).toBe(NOW + 1000);
    expect(state.attention).toBeUndefined();
  });

  it('doubles the pause while it costs units, up to 10 minutes, and is never shorter than the time it names', () => {
    const state = open();
    const seen = Array.from({ length: 12 }, () => {
      recordFailure(state, failure({ retryAfterMs: 10_000 }), facts, 51);
      return (Number(state.retryAt) - NOW) / 1000;
    });
    expect(seen).toEqual([10, 10, 10, 10, 16, 32, 64, 128, 256, 512, 600, 600]);
    recordFailure(state, failure({ retryAfterMs: 3_600_000 }), facts, 51);
    expect(Number(state.retryAt) - NOW).toBe(3_600_000);
    recordFailure(state, failure({ retryAfterMs: 10_000 }), facts, 0);
    expect(Number(state.retryAt) - NOW).toBe(10_000);
  });

  it('starts over with short pauses after a success or a newer request', () => {
    const pending = { commit: 'c'.repeat(40), seq: 1, baseCommits: [], cause: 'direct' } as const;
    const state = open({ waits: 9 });
    recordReconciled(state, pending, { kind: 'written', detail: 'all', spent: 51 });
    recordFailure(state, failure(), facts, 51);
    expect(Number(state.retryAt) - NOW).toBe(1000);
    const newer = open({ waits: 9 });
    acceptRequest(newer, pending);
    recordFailure(newer, failure(), facts, 51);
    expect(Number(newer.retryAt) - NOW).toBe(1000);
  });
});

describe('stall', () => {
  it('waits for a person and says what to do', () => {
    const state = open();
    expect(recordFailure(state, failure({ kind: 'stall' }), facts, 1)).toEqual({
      kind: 'stalled',
      detail: 'no',
      spent: 1,
    });
    expect(state).toMatchObject({ stalled: true, attention: 'no' });
    expect(state.retryAt).toBeUndefined();
  });
});

describe('bug', () => {
  const bug = failure({ kind: 'bug', unknownOutcome: true });

  it('is tried again after 5, 10, 20 seconds, at most an hour, and needs attention from the third time on', () => {
    const state = open();
    const seen = Array.from({ length: 12 }, () => {
      expect(recordFailure(state, bug, facts, 2)).toEqual({ kind: 'failed', detail: 'no', spent: 2 });
      return [Number(state.retryAt) - NOW, state.attention];
    });
    expect(seen.slice(0, 3)).toEqual([
      [5000, undefined],
      [10_000, undefined],
      [20_000, 'failed 3 times: no'],
    ]);
    expect(seen.at(-1)).toEqual([3_600_000, 'failed 12 times: no']);
  });
});

describe('an insert without an answer', () => {
  const lost = failure({ kind: 'bug', unknownOutcome: true });

  it('is searched for after the first delay before it is repeated, whatever the kind of failure', () => {
    const state = open({ videoId: undefined });
    const verdict = recordFailure(state, lost, facts, 54);
    expect(verdict).toMatchObject({ kind: 'deferred', spent: 54 });
    expect(state).toMatchObject({ lookups: 1, retryAt: NOW + 30_000, failures: 0 });
  });

  it('does not count when the answer was a refusal, the video is known, or the search is under way', () => {
    const refused = open({ videoId: undefined });
    recordFailure(refused, failure({ kind: 'stall' }), facts, 0);
    expect(refused).toMatchObject({ lookups: 0, stalled: true });
    const known = open();
    recordFailure(known, lost, facts, 0);
    expect(known).toMatchObject({ lookups: 0, failures: 1 });
    const looking = open({ videoId: undefined, lookups: 1 });
    recordFailure(looking, lost, facts, 0);
    expect(looking).toMatchObject({ lookups: 1, failures: 1 });
  });

  it('is searched for from the beginning when it was the second one', () => {
    const again = open({ videoId: undefined, lookups: 2 });
    recordFailure(again, lost, facts, 54);
    expect(again).toMatchObject({ lookups: 1, retryAt: NOW + 30_000, failures: 0 });
  });
});

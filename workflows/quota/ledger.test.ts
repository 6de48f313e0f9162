import { describe, expect, it } from 'vitest';
import type { BudgetAnswer, Lane } from '../../contract/quota.ts';
import { availableFor, EMPTY_LEDGER, grantNext, type LedgerState, openDay, recordSpent } from './ledger.ts';

const MONDAY: BudgetAnswer = {
  day: '2026-06-01',
  resetsAt: '2026-06-02T07:00:00.000Z',
  perDay: 1000,
  reserve: 200,
};
const TUESDAY: BudgetAnswer = { ...MONDAY, day: '2026-06-02', resetsAt: '2026-06-03T07:00:00.000Z' };

/** A ledger in its second day: the first one of a new ledger begins half spent. */
function openLedger(budget: BudgetAnswer = TUESDAY): LedgerState {
  const state: LedgerState = { ...EMPTY_LEDGER };
  openDay(state, MONDAY);
  openDay(state, budget);
  return state;
}

type Request = { readonly lane?: Lane; readonly want: number; readonly atLeast?: number };

function wait(state: LedgerState, id: string, { lane = 'rewrite', want, atLeast = want }: Request): void {
  state.waiters = [...state.waiters, { id, workflowId: `of ${id}`, lane, want, atLeast, informed: false }];
}

function answers(state: LedgerState): [string, number][] {
  const answer = grantNext(state);
  return answer === undefined ? [] : [[answer.id, answer.units], ...answers(state)];
}

describe('a grant', () => {
  it('is what was wanted, for today, and counts as used until it is reported', () => {
    const state = openLedger();
    wait(state, 'a', { want: 300 });
    expect(grantNext(state)).toEqual({ id: 'a', workflowId: 'of a', day: '2026-06-02', units: 300 });
    expect(state.waiters).toEqual([]);
    expect(availableFor(state, 'live')).toBe(700);
    recordSpent(state, { id: 'a', spent: 120 });
    expect(availableFor(state, 'live')).toBe(880);
    expect(state.spent).toEqual({ live: 0, rewrite: 120, lost: 0 });
  });

  it('is less than wanted when less is available, but never less than needed', () => {
    const state = openLedger();
    wait(state, 'a', { want: 5000, atLeast: 51 });
    expect(answers(state)).toEqual([['a', 800]]);
    recordSpent(state, { id: 'a', spent: 750 });
    wait(state, 'b', { want: 5000, atLeast: 51 });
    expect(answers(state)).toEqual([['b', 0]]);
  });

  it('always has units, whatever is requested', () => {
    const state = openLedger();
    wait(state, 'all', { lane: 'live', want: 1000 });
    wait(state, 'nothing', { lane: 'live', want: 0 });
    expect(answers(state)).toEqual([
      ['all', 1000],
      ['nothing', 0],
    ]);
    expect(state.waiters.map(({ id }) => id)).toEqual(['nothing']);
  });

  it('without a report stays spent until the reset', () => {
    const state = openLedger(MONDAY);
    wait(state, 'leaked', { lane: 'live', want: 500 });
    expect(answers(state)).toEqual([['leaked', 500]]);
    openDay(state, MONDAY);
    expect(availableFor(state, 'live')).toBe(0);
    openDay(state, TUESDAY);
    expect(availableFor(state, 'live')).toBe(1000);
  });

  it('that was lost stays spent when its workflow repeats the same id', () => {
    const state = openLedger();
    wait(state, 'episode/a#1.1', { lane: 'live', want: 200 });
    answers(state);
    wait(state, 'episode/a#1.1', { lane: 'live', want: 300 });
    answers(state);
    recordSpent(state, { id: 'episode/a#1.1', spent: 0 });
    expect(availableFor(state, 'live')).toBe(800);
  });
});

describe('the lanes', () => {
  it('let live work use everything, and the rest never the reserve', () => {
    const state = openLedger();
    wait(state, 'rewrite', { want: 801 });
    wait(state, 'live', { lane: 'live', want: 1000 });
    expect(answers(state)).toEqual([
      ['live', 1000],
      ['rewrite', 0],
    ]);
  });

  it('serve live work first, then in the order of requests', () => {
    const state = openLedger();
    wait(state, 'one', { want: 100 });
    wait(state, 'two', { want: 100 });
    wait(state, 'live', { lane: 'live', want: 100 });
    expect(answers(state).map(([id]) => id)).toEqual(['live', 'one', 'two']);
  });

  it('let a small request pass one that is too large for what is available', () => {
    const state = openLedger();
    wait(state, 'first', { want: 200 });
    wait(state, 'large', { want: 700 });
    wait(state, 'small', { want: 51 });
    expect(answers(state)).toEqual([
      ['first', 200],
      ['small', 51],
      ['large', 0],
    ]);
  });
});

describe('a request for more than a day', () => {
  it.each<[Lane, number]>([
    ['live', 1000],
    ['rewrite', 800],
  ])('gets a whole day of its lane, and never less: %s', (lane, day) => {
    const state = openLedger();
    wait(state, 'small', { lane, want: 1 });
    wait(state, 'huge', { lane, want: 5000 });
    expect(answers(state)).toEqual([
      ['small', 1],
      ['huge', 0],
    ]);
    openDay(state, { ...TUESDAY, day: '2026-06-03' });
    expect(answers(state)).toEqual([['huge', day]]);
  });

  it('waits when its lane has no units on any day', () => {
    const state = openLedger({ ...TUESDAY, perDay: 100 });
    wait(state, 'a', { want: 51 });
    expect(answers(state)).toEqual([['a', 0]]);
  });
});

describe('a waiter', () => {
  it('is informed once a day, with the time of the reset', () => {
    const state = openLedger();
    wait(state, 'live', { lane: 'live', want: 600 });
    grantNext(state);
    wait(state, 'a', { want: 500 });
    expect(grantNext(state)).toEqual({
      id: 'a',
      workflowId: 'of a',
      day: '2026-06-02',
      units: 0,
      daily: 800,
      until: TUESDAY.resetsAt,
    });
    expect(grantNext(state)).toBeUndefined();
    openDay(state, TUESDAY);
    expect(answers(state)).toEqual([['a', 0]]);
  });

  it('gets units when others return theirs, and none after it is gone', () => {
    const state = openLedger();
    wait(state, 'first', { want: 800 });
    wait(state, 'second', { want: 400 });
    wait(state, 'gone', { want: 100 });
    answers(state);
    recordSpent(state, { id: 'gone', spent: 0 });
    recordSpent(state, { id: 'first', spent: 100 });
    expect(answers(state)).toEqual([['second', 400]]);
  });
});

describe('a report', () => {
  it('of another day, of no grant, or sent twice changes nothing', () => {
    const state = openLedger(MONDAY);
    wait(state, 'a', { lane: 'live', want: 100 });
    answers(state);
    openDay(state, TUESDAY);
    recordSpent(state, { id: 'a', spent: 100 });
    recordSpent(state, { id: 'nobody', spent: 100 });
    expect(availableFor(state, 'live')).toBe(1000);
    wait(state, 'b', { lane: 'live', want: 100 });
    answers(state);
    recordSpent(state, { id: 'b', spent: 60 });
    recordSpent(state, { id: 'b', spent: 60 });
    expect(availableFor(state, 'live')).toBe(940);
  });
});

describe('a day', () => {
  it('that YouTube closed grants nothing more, and the next one is open again', () => {
    const state = openLedger(MONDAY);
    state.closed = true;
    wait(state, 'a', { lane: 'live', want: 1 });
    expect(answers(state)).toEqual([['a', 0]]);
    openDay(state, MONDAY);
    expect(availableFor(state, 'live')).toBe(0);
    openDay(state, TUESDAY);
    expect(answers(state)).toEqual([['a', 1]]);
  });

  it('that is not open yet grants nothing', () => {
    const state: LedgerState = { ...EMPTY_LEDGER, perDay: 1000 };
    expect(availableFor(state, 'live')).toBe(0);
  });

  it('starts in full when YouTube itself is new, on that day only', () => {
    const state: LedgerState = { ...EMPTY_LEDGER, freshYouTube: true };
    openDay(state, MONDAY);
    expect(availableFor(state, 'live')).toBe(1000);
  });

  it('starts at half when the ledger was lost, rounded up', () => {
    const state: LedgerState = { ...EMPTY_LEDGER };
    openDay(state, { ...MONDAY, perDay: 401, reserve: 0 });
    expect(availableFor(state, 'rewrite')).toBe(200);
    expect(EMPTY_LEDGER.spent).toEqual({ live: 0, rewrite: 0, lost: 0 });
  });

  it('below the reserve is for live work only, and a budget below what was spent grants nothing', () => {
    const state = openLedger({ ...TUESDAY, perDay: 100 });
    expect([availableFor(state, 'rewrite'), availableFor(state, 'live')]).toEqual([0, 100]);
    wait(state, 'a', { lane: 'live', want: 80 });
    answers(state);
    openDay(state, { ...TUESDAY, perDay: 50 });
    expect(availableFor(state, 'live')).toBe(0);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Lane } from '../../contract/quota.ts';
import { EMPTY_LEDGER, grantNext, type LedgerState, openDay, recordSpent } from './ledger.ts';

/** What the world may do to the ledger; ids repeat on purpose. */
const move = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    id: fc.integer({ min: 0, max: 4 }),
    lane: fc.constantFrom<Lane>('live', 'rewrite'),
    want: fc.integer({ min: 0, max: 700 }),
    atLeast: fc.integer({ min: 0, max: 700 }),
  }),
  fc.record({
    kind: fc.constant('settle' as const),
    id: fc.integer({ min: 0, max: 4 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('day' as const), next: fc.boolean() }),
);
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

/** Today's account as a bystander keeps it: every unit that was handed out and has not come back. */
class Bystander {
  readonly state: LedgerState = { ...EMPTY_LEDGER };
  day = 1;
  out = 0;
  readonly open = new Map<string, number>();
  readonly budget: { readonly perDay: number; readonly reserve: number };

  constructor(perDay: number, reserve: number) {
    this.budget = { perDay, reserve };
    this.openToday();
  }

  openToday(): void {
    openDay(this.state, { ...this.budget, day: `day ${this.day}`, resetsAt: `end of day ${this.day}` });
  }

  make(move: Move): void {
    if (move.kind === 'ask') this.ask(move);
    else if (move.kind === 'settle') this.settle(String(move.id), move.part);
    else {
      if (move.next) this.turn();
      this.openToday();
    }
    for (let answer = grantNext(this.state); answer !== undefined; answer = grantNext(this.state)) {
      if (answer.units === 0) continue;
      this.out += answer.units;
      this.open.set(answer.id, answer.units);
    }
  }

  ask({ id, lane, want, atLeast }: Extract<Move, { kind: 'ask' }>): void {
    const waiter = {
      id: String(id),
      workflowId: 'w',
      lane,
      want: Math.max(want, atLeast),
      atLeast,
      informed: false,
    };
    this.state.waiters = [...this.state.waiters.filter((one) => one.id !== waiter.id), waiter];
  }

  settle(id: string, part: number): void {
    const units = this.open.get(id) ?? 0;
    const spent = Math.round(units * part);
    this.out -= units - spent;
    this.open.delete(id);
    recordSpent(this.state, { id, spent });
  }

  turn(): void {
    this.day += 1;
    this.out = 0;
    this.open.clear();
  }
}

it('never grants more than a day has, whatever is requested, reported, lost or repeated', () => {
  fc.assert(
    fc.property(
      fc.array(move, { maxLength: 60 }),
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 0, max: 2500 }),
      (moves, perDay, reserve) => {
        const bystander = new Bystander(perDay, reserve);
        for (const one of moves) {
          bystander.make(one);
          const lost = bystander.day === 1 ? Math.ceil(perDay / 2) : 0;
          expect(bystander.out + lost).toBeLessThanOrEqual(perDay);
        }
      },
    ),
    { numRuns: 300 },
  );
});

import { expect, it } from 'vitest';
import type { BudgetAnswer } from '../../contract/quota.ts';
import { endsSoon, listExpiry, untilNotice } from './expiry.ts';
import { describeLedger, EMPTY_LEDGER, type LedgerState, openDay } from './ledger.ts';

const DAY_MS = 86_400_000;
const GRANTED = Date.parse('2026-11-30T09:00:00Z');
const ENDS = GRANTED + 7 * DAY_MS;
const BUDGET: BudgetAnswer = { day: '2026-11-30', resetsAt: '2026-12-01T08:00:00Z', perDay: 10, reserve: 0 };

it('a login that ends after seven days needs a person from day five on', () => {
  const state = { credentialsExpireAt: ENDS };
  const fifth = GRANTED + 5 * DAY_MS;
  expect([endsSoon(state, fifth - 1), endsSoon(state, fifth), endsSoon(state, ENDS + 1)]).toEqual([
    ...[false, true, true],
  ]);
  expect(untilNotice(state, fifth - 60_000)).toBe(60_000);
  expect(untilNotice(state, fifth)).toBeUndefined();
  expect(listExpiry(ENDS, fifth - 1)).toEqual([]);
  const [need, ...others] = listExpiry(ENDS, fifth + 1);
  expect(others).toEqual([]);
  expect(need).toMatchObject({ reason: 'credentials', cause: 'ends-soon', since: fifth });
  expect(need?.message).toMatch(
    /^the login to YouTube ends at 2026-12-07T09:00:00.000Z.*`npx showrunner login`/,
  );
});

it('a login without a known end needs no person', () => {
  expect([endsSoon({}, ENDS), untilNotice({}, ENDS), listExpiry(undefined, ENDS)]).toEqual([
    ...[false, undefined, []],
  ]);
});

it('a login that was renewed without an end takes the former one away', () => {
  const state: LedgerState = { ...EMPTY_LEDGER };
  openDay(state, { ...BUDGET, credentialsExpireAt: ENDS });
  expect(describeLedger(state, ENDS - DAY_MS).credentialsExpireAt).toBe(ENDS);
  expect(describeLedger(state, ENDS - 3 * DAY_MS)).not.toHaveProperty('credentialsExpireAt');
  openDay(state, BUDGET);
  expect(describeLedger(state, ENDS - DAY_MS)).not.toHaveProperty('credentialsExpireAt');
});

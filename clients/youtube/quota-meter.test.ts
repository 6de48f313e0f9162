import { expect, test } from 'vitest';
import { COSTS } from '../../domain/shared/costs.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { createQuotaMeter } from './quota-meter.ts';

const NOON = Date.parse('2026-12-01T20:00:00Z');
const MIDNIGHT = Date.parse('2026-12-02T08:00:00Z');
const grant = { id: 'g', day: '2026-12-01', units: 51 };

const failureOf = (act: () => void): Failure => {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('expected a Failure');
};

test('counts what is spent', () => {
  const purse = createQuotaMeter(grant, () => NOON);
  purse.spend('videos.list');
  purse.spend('videos.update');
  expect([purse.spent, purse.left]).toEqual([51, 0]);
});

test('charges what the settings say that a call costs', () => {
  const purse = createQuotaMeter(grant, () => NOON, { ...COSTS, 'liveBroadcasts.list': 5 });
  purse.spend('liveBroadcasts.list');
  expect(purse.spent).toBe(5);
  expect(
    failureOf(() =>
      createQuotaMeter(grant, () => NOON, { ...COSTS, 'videos.list': 52 }).spend('videos.list'),
    ),
  ).toMatchObject({
    reason: 'no-units',
  });
});

test('refuses a call that costs more than is left, and charges nothing for it', () => {
  const purse = createQuotaMeter(grant, () => NOON);
  purse.spend('videos.list');
  purse.spend('videos.list');
  const failure = failureOf(() => purse.spend('videos.update'));
  expect(failure).toMatchObject({ kind: 'wait', reason: 'no-units', outcome: 'not-sent' });
  expect(purse.spent).toBe(2);
});

test.each([
  ['on the next day', MIDNIGHT, 0],
  ['on the day before', NOON - 86_400_000, 0],
  ['in the last minute of the day', MIDNIGHT - 59_999, 59_999],
])('sends nothing %s', (_name, now, retryAfterMs) => {
  const purse = createQuotaMeter(grant, () => now);
  const failure = failureOf(() => purse.spend('videos.list'));
  expect(failure).toMatchObject({ kind: 'wait', reason: 'day-over', outcome: 'not-sent', retryAfterMs });
  expect(purse.spent).toBe(0);
});

test('still sends when a whole minute is left', () => {
  const purse = createQuotaMeter(grant, () => MIDNIGHT - 60_000);
  purse.spend('videos.list');
  expect(purse.spent).toBe(1);
});

test('looks at the clock for every call', () => {
  let now = NOON;
  const purse = createQuotaMeter(grant, () => now);
  purse.spend('videos.list');
  now = MIDNIGHT;
  expect(failureOf(() => purse.spend('videos.list')).reason).toBe('day-over');
});

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

test('counts spent units', () => {
  const meter = createQuotaMeter(grant, () => NOON);
  meter.spend('videos.list');
  meter.spend('videos.update');
  expect([meter.spent, meter.left]).toEqual([51, 0]);
});

test('charges the costs from the settings', () => {
  const meter = createQuotaMeter(grant, () => NOON, { ...COSTS, 'liveBroadcasts.list': 5 });
  meter.spend('liveBroadcasts.list');
  expect(meter.spent).toBe(5);
  expect(
    failureOf(() =>
      createQuotaMeter(grant, () => NOON, { ...COSTS, 'videos.list': 52 }).spend('videos.list'),
    ),
  ).toMatchObject({
    reason: 'no-units',
  });
});

test('refuses a call that costs more than is left, and charges nothing for it', () => {
  const meter = createQuotaMeter(grant, () => NOON);
  meter.spend('videos.list');
  meter.spend('videos.list');
  const failure = failureOf(() => meter.spend('videos.update'));
  expect(failure).toMatchObject({ kind: 'wait', reason: 'no-units', outcome: 'not-sent' });
  expect(meter.spent).toBe(2);
});

test.each([
  ['on the next day', MIDNIGHT, 0],
  ['on the day before', NOON - 86_400_000, 0],
  ['in the last minute of the day', MIDNIGHT - 59_999, 59_999],
])('sends nothing %s', (_name, now, retryAfterMs) => {
  const meter = createQuotaMeter(grant, () => now);
  const failure = failureOf(() => meter.spend('videos.list'));
  expect(failure).toMatchObject({ kind: 'wait', reason: 'day-over', outcome: 'not-sent', retryAfterMs });
  expect(meter.spent).toBe(0);
});

test('still sends when a whole minute is left', () => {
  const meter = createQuotaMeter(grant, () => MIDNIGHT - 60_000);
  meter.spend('videos.list');
  expect(meter.spent).toBe(1);
});

test('checks the clock for every call', () => {
  let now = NOON;
  const meter = createQuotaMeter(grant, () => now);
  meter.spend('videos.list');
  now = MIDNIGHT;
  expect(failureOf(() => meter.spend('videos.list')).reason).toBe('day-over');
});

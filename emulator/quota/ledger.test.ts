import { expect, test } from 'vitest';
import { costOf, priceOf } from './costs.ts';
import { createLedger } from './ledger.ts';

const noon = Date.parse('2026-11-21T20:00:00Z');
const midnight = Date.parse('2026-11-22T08:00:00Z');

test('a call that exceeds the quota is rejected and costs nothing; a smaller one still fits', () => {
  const ledger = createLedger();
  const charge = (units: number) => ledger.charge({ method: 'videos.update', units, perDay: 100, now: noon });
  expect([charge(50), charge(50), charge(50)]).toEqual([true, true, false]);
  expect(ledger.read(noon)).toEqual({
    day: '2026-11-21',
    spent: 100,
    byMethod: { 'videos.update': { calls: 2, units: 100 } },
    resetsAt: '2026-11-22T08:00:00.000Z',
  });
});

test('midnight in Los Angeles starts a new day, not a millisecond earlier', () => {
  const ledger = createLedger();
  ledger.charge({ method: 'videos.list', units: 1, perDay: 1, now: noon });
  expect(ledger.read(midnight - 1).spent).toBe(1);
  expect(ledger.read(midnight)).toMatchObject({ day: '2026-11-22', spent: 0, byMethod: {} });
});

test('a restored day keeps its units, an older one does not', () => {
  const ledger = createLedger();
  ledger.restore({ day: '2026-11-21', spent: 30, byMethod: {} });
  ledger.book({ method: 'videos.list', units: 1, at: noon });
  expect(ledger.read(noon).spent).toBe(31);
  expect(ledger.read(midnight).spent).toBe(0);
});

test('a method with a number of calls of its own ends with it, whatever the units are', () => {
  const ledger = createLedger();
  const upload = (now: number) =>
    ledger.charge({ method: 'videos.insert', units: 0, perDay: 0, callsPerDay: 2, now });
  expect([upload(noon), upload(noon), upload(noon), upload(midnight)]).toEqual([true, true, false, true]);
  expect(ledger.read(midnight)).toMatchObject({ spent: 0, byMethod: { 'videos.insert': { calls: 1 } } });
  expect(priceOf('videos.insert', { perDay: 5, costs: {} })).toEqual({
    units: 0,
    perDay: 5,
    callsPerDay: 100,
  });
});

test('a list costs 1, a write 50, unless settings override it', () => {
  expect(
    ['videos.list', 'thumbnails.set', 'liveBroadcasts.bind'].map((method) => costOf(method, {})),
  ).toEqual([1, 50, 50]);
  expect(costOf('liveBroadcasts.bind', { 'liveBroadcasts.bind': 0 })).toBe(0);
});

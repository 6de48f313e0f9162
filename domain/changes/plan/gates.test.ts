import { expect, it } from 'vitest';
import { buildReport } from '../../../test/support/plan-report.ts';
import { describeGate } from './words.ts';

const live = (scheduledFor: string) => ({
  guests: ['ann'],
  scheduledFor,
  duration: '60m',
  thumbnail: 'keep',
});
const names: [string, string] = ['Ann', 'Anne'];
const gatesOf = (input: Parameters<typeof buildReport>[0]) =>
  buildReport({ academy: { approval: { episodes: 99, percent: 100, units: 9999 } }, ...input }).gates;

it('tells who is around air by the calendar, for a shared cause alone', () => {
  const episodes = {
    'an-hour-before': live('2026-06-15T13:00:00Z'),
    'more-than-an-hour': live('2026-06-15T13:01:00Z'),
    'on-air': live('2026-06-15T11:30:00Z'),
    over: live('2026-06-15T10:30:00Z'),
  };
  expect(gatesOf({ before: episodes, after: episodes, names })).toEqual([
    { kind: 'on-air', episodes: ['on-air', 'an-hour-before'] },
  ]);
  const after = { ...episodes, 'on-air': { ...episodes['on-air'], title: 'Own' } };
  expect(gatesOf({ before: episodes, after })).toEqual([]);
});

it('tells an orphaned tenth, as the worker counts it', () => {
  const episodes = Object.fromEntries(Array.from({ length: 20 }, (_none, n) => [`e${n}`, {}]));
  const { e0: _e0, e1: _e1, ...two } = episodes;
  const { e2: _e2, ...three } = two;
  expect(gatesOf({ before: episodes, after: two })).toEqual([]);
  expect(gatesOf({ before: episodes, after: three })).toEqual([{ kind: 'orphans', orphaned: 3, of: 20 }]);
});

it('tells what differs and is kept or a seed, also where nothing else differs', () => {
  const fields = { title: 'keep', visibility: 'seed' };
  const before = { a: { title: 'Old', visibility: 'public', fields } };
  const after = { a: { title: 'New', visibility: 'private', fields } };
  const gates = gatesOf({ before, after });
  expect(gates).toEqual([
    { kind: 'held', field: 'title', owner: 'keep', episodes: ['a'] },
    { kind: 'held', field: 'visibility', owner: 'seed', episodes: ['a'] },
  ]);
  expect(gates.map((gate) => describeGate(gate, 5))[0]).toBe(
    'title differs and is not written (fields: title: keep): a',
  );
});

it('tells who is only observed', () => {
  const gates = gatesOf({
    before: { a: { title: 'Old' } },
    after: { a: { title: 'New' } },
    academy: { manage: 'observe' },
  });
  expect(gates).toEqual([{ kind: 'observe', episodes: ['a'] }]);
});

it('never ends where the reserve leaves nothing', () => {
  const episodes = { a: { guests: ['ann'], scheduledFor: '2026-01-01T12:00:00Z' } };
  const { budget } = buildReport({
    before: episodes,
    after: episodes,
    names,
    academy: { quota: { perDay: 2000, reserve: 2000 } },
  });
  expect(budget).toEqual({ perDay: 2000, reserve: 2000 });
});

it('without a base tells the most that may wait, and no checksum: the worker counts what differs on YouTube', () => {
  const after = Object.fromEntries(
    Array.from({ length: 30 }, (_none, n) => [`e${n}`, { scheduledFor: '2026-01-01T12:00:00Z' }]),
  );
  const report = buildReport({ after });
  expect(report).not.toHaveProperty('checksum');
  expect(report.gates.map((gate) => describeGate(gate, 5))).toEqual([
    'waits for approval, if as much differs on YouTube: 30 episodes, the limit is 25; 100% of all episodes, the limit is 30%',
  ]);
});

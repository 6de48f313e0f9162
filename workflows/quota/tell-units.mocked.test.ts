import { beforeEach, expect, test, vi } from 'vitest';
import type { Told } from '../../contract/told.ts';
import { EMPTY_LEDGER, type LedgerState } from './ledger.ts';
import { tellNoUnits, tellUnitsAgain } from './tell-units.ts';

const world = vi.hoisted(() => ({ told: [] as Told[] }));
vi.mock('../tell.ts', () => ({ tell: (told: Told) => world.told.push(told) }));
beforeEach(() => {
  world.told = [];
});

const waiter = (id: string, lane: 'live' | 'rewrite') => ({
  ...{ id, lane, workflowId: `episode/${id}`, want: 51, atLeast: 51, informed: true },
});
const answer = (id: string, units = 0) => ({ id, units, day: '2026-11-30' });
const open = (): LedgerState => ({
  ...EMPTY_LEDGER,
  day: '2026-11-30',
  perDay: 10_000,
  resetsAt: '2026-12-01T08:00:00Z',
  waiters: [waiter('a', 'rewrite'), waiter('b', 'rewrite'), waiter('c', 'live')],
});

test('units that are gone are told once a day and lane, and that they are back', () => {
  const state = open();
  tellUnitsAgain(state);
  tellNoUnits(state, answer('x', 51));
  tellNoUnits(state, { ...answer('a'), stopped: true });
  expect(world.told).toEqual([]);
  for (const id of ['a', 'b', 'a', 'c', 'c', 'b']) tellNoUnits(state, answer(id));
  const gone = { event: 'no-units', until: '2026-12-01T08:00:00Z', closed: false };
  expect(world.told).toEqual([
    { ...gone, lane: 'rewrite' },
    { ...gone, lane: 'live' },
  ]);
  tellUnitsAgain(state);
  expect(world.told).toHaveLength(2);
  state.day = '2026-12-01';
  tellUnitsAgain(state);
  tellUnitsAgain(state);
  expect(world.told.slice(2)).toEqual([{ event: 'units-again', perDay: 10_000 }]);
});

import { beforeEach, expect, test, vi } from 'vitest';
import type { WorkflowEvent } from '../../contract/workflow-event.ts';
import { EMPTY_LEDGER, type LedgerState } from './ledger.ts';
import { reportNoUnits, reportUnitsAgain } from './report-units.ts';

const world = vi.hoisted(() => ({ reported: [] as WorkflowEvent[] }));
vi.mock('../report-event.ts', () => ({
  reportEvent: (reported: WorkflowEvent) => world.reported.push(reported),
}));
beforeEach(() => {
  world.reported = [];
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

test('units that are gone are reported once a day and lane, and that they are back', () => {
  const state = open();
  reportUnitsAgain(state);
  reportNoUnits(state, answer('x', 51));
  reportNoUnits(state, { ...answer('a'), stopped: true });
  expect(world.reported).toEqual([]);
  for (const id of ['a', 'b', 'a', 'c', 'c', 'b']) reportNoUnits(state, answer(id));
  const gone = { event: 'no-units', until: '2026-12-01T08:00:00Z', closed: false };
  expect(world.reported).toEqual([
    { ...gone, lane: 'rewrite' },
    { ...gone, lane: 'live' },
  ]);
  reportUnitsAgain(state);
  expect(world.reported).toHaveLength(2);
  state.day = '2026-12-01';
  reportUnitsAgain(state);
  reportUnitsAgain(state);
  expect(world.reported.slice(2)).toEqual([{ event: 'units-again', perDay: 10_000 }]);
});

import { expect, it } from 'vitest';
import {
  DRESSES,
  type Dress,
  describeCell,
  listCells,
  mayRun,
  NOW,
  type OwnershipCell,
  type Played,
  playCell,
  STEPS,
} from '../../test/support/ownership-cells.ts';
import { planSteps } from './plan-steps.ts';

const PICTURES = { theirs: true, none: false, unsaid: undefined } as const;

/** The steps on a video with a person's picture and stream, with neither, or where YouTube does not say. */
function stepsOf(played: Played, dress: Dress, isCancelled: boolean): readonly string[] {
  const { desired, broadcast, standing, bases, overwrite = [] } = played;
  const { hasCustomThumbnail: _old, ...video } = played.live;
  const picture = PICTURES[dress];
  return planSteps({
    ...{ standing, bases, overwrite },
    desired: isCancelled ? { ...desired, status: 'cancelled' } : desired,
    live: { ...video, ...(picture === undefined ? {} : { hasCustomThumbnail: picture }) },
    broadcast: dress === 'theirs' && broadcast ? { ...broadcast, boundStreamId: 'theirs' } : broadcast,
    bindAt: isCancelled ? undefined : NOW,
    now: NOW,
    fresh: standing.kind === 'unfinished',
  });
}

/** Every combination of them. */
const DRESSED = DRESSES.flatMap((dress) => [false, true].map((isCancelled) => ({ dress, isCancelled })));

function compareCell(cell: OwnershipCell): string[] {
  const played = playCell(cell);
  return DRESSED.flatMap(({ dress, isCancelled }) => {
    const expected = STEPS.filter((step) => mayRun(cell, step, dress, isCancelled));
    const steps = stepsOf(played, dress, isCancelled);
    if (steps.join() === expected.join()) return [];
    const status = isCancelled ? 'cancelled' : 'scheduled';
    return [`${describeCell(cell)}, picture ${dress}, ${status}: [${steps}] instead of [${expected}]`];
  });
}

it('a step is taken where the table of docs/ownership.md allows it, and nowhere else', () => {
  const cells = listCells();
  expect(cells.length * DRESSED.length).toBeGreaterThan(150_000);
  const wrong = cells.flatMap(compareCell);
  expect({ count: wrong.length, first: wrong.slice(0, 20) }).toEqual({ count: 0, first: [] });
});

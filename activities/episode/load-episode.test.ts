import { expect, test } from 'vitest';
import type { Desired } from '../../domain/render/desired.ts';
import { COSTS } from '../../domain/shared/costs.ts';
import { estimateUnits } from './load-episode.ts';

const desired = { playlists: ['PL1', 'PL2'] } as unknown as Desired;

test('a creation wants everything, and begins with a look, the insert and the texts', () => {
  const { toCreate } = estimateUnits(desired);
  expect(toCreate).toEqual({ want: 4 + 50 + 102 + 53 + 51 + 2 * 51, atLeast: 4 + 50 + 102 });
});

test('an update begins with the texts, so that a day of 200 units is enough for each stage', () => {
  const { toCreate, toUpdate } = estimateUnits(desired);
  expect(toUpdate).toEqual({ want: 102 + 53 + 51 + 2 * 51, atLeast: 102 });
  expect(Math.max(toCreate.atLeast, toUpdate.atLeast)).toBeLessThanOrEqual(200);
});

test('what the live methods cost is what the settings say', () => {
  const dear = { ...COSTS, 'liveBroadcasts.insert': 1600, 'liveBroadcasts.list': 5 };
  expect(estimateUnits(desired, dear).toCreate.atLeast).toBe(12 + 1600 + 106);
});

test('has units for each playlist that it leaves', () => {
  const { want } = estimateUnits(desired).toUpdate;
  expect(estimateUnits(desired, undefined, 2).toUpdate.want).toBe(want + 2 * 51);
});

import { expect, it } from 'vitest';
import { chooseAffordable } from './affordable.ts';

const targets = [51, 51, 102, 51].map((units, index) => ({
  episodeId: `e${index}`,
  title: '',
  guests: [],
  units,
}));
const reservation = (units: number, spent = 0) => ({ grant: { id: 'g', day: 'd', units }, spent });
const idsFor = (units: number, spent?: number) =>
  chooseAffordable(targets, reservation(units, spent), true).map(({ episodeId }) => episodeId);

it('chooses the first ones that the units pay for together, in order', () => {
  expect(idsFor(255)).toEqual(['e0', 'e1', 'e2', 'e3']);
  expect(idsFor(203)).toEqual(['e0', 'e1']);
  expect(idsFor(255, 153)).toEqual(['e0', 'e1']);
});

it('chooses none when the unspent units are too few for the first', () => {
  expect(idsFor(100, 60)).toEqual([]);
});

it('starts one that costs more than a whole day with all that a day has', () => {
  expect(chooseAffordable(targets.slice(2), reservation(80), true)).toEqual([{ ...targets[2], units: 80 }]);
});

it('chooses none with units that were requested before its cost was known', () => {
  expect(chooseAffordable(targets.slice(2), reservation(80), false)).toEqual([]);
});

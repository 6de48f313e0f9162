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

it('takes the first ones that the units pay for together, in order', () => {
  expect(idsFor(255)).toEqual(['e0', 'e1', 'e2', 'e3']);
  expect(idsFor(203)).toEqual(['e0', 'e1']);
  expect(idsFor(255, 153)).toEqual(['e0', 'e1']);
});

it('takes none when what is left of the reservation is too little for the first', () => {
  expect(idsFor(100, 60)).toEqual([]);
});

it('begins one that no whole day pays for with all that a day gives', () => {
  expect(chooseAffordable(targets.slice(2), reservation(80), true)).toEqual([{ ...targets[2], units: 80 }]);
});

it('takes none with units that were asked for before anybody knew what it needs', () => {
  expect(chooseAffordable(targets.slice(2), reservation(80), false)).toEqual([]);
});

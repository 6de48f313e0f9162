import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import { describeOffers as describeOffersText } from './offers.ts';

const describeOffers = plainly(describeOffersText);

it('offers each show with its command, and episodes without a show by their ids', () => {
  const shows = [
    { show: 'klustered', count: 180, first: ['a', 'b', 'c'] },
    { count: 5, first: ['x', 'y', 'z'] },
    { count: 1, first: ['x'] },
  ];
  expect(describeOffers({ count: 186, shows })).toEqual([
    {
      kind: 'list',
      strong: '186 videos can be taken over.',
      text: 'Each command shows what would change, and nothing is written before that is approved:',
      items: [
        'klustered: 180 videos\n`npx showrunner take-over --show klustered --by NAME`',
        'without a show: 5 videos\n`npx showrunner take-over x y z --by NAME`, the first 3 of them',
        'without a show: 1 video\n`npx showrunner take-over x --by NAME`',
      ],
      total: 3,
    },
  ]);
  expect(describeOffers({ count: 0, shows: [] })).toEqual([]);
});

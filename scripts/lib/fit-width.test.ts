import { expect, it } from 'vitest';
import { columnsOf, countColumns, fitWidth } from './fit-width.ts';

it('knows the width of a terminal only', () => {
  expect(columnsOf({ isTTY: true, columns: 120 })).toBe(120);
  expect(columnsOf({ isTTY: true, columns: 0 })).toBe(80);
  expect(columnsOf({ columns: 120 })).toBeUndefined();
});

it('breaks between words, keeps the indent, and breaks no word', () => {
  expect(fitWidth(['  one two three four five six', 'short'], 20)).toEqual([
    '  one two three four',
    '    five six',
    'short',
  ]);
  expect(fitWidth([`see ${'x'.repeat(30)} there`], 20)).toEqual(['see', `  ${'x'.repeat(30)}`, '  there']);
  // So narrow that the terminal breaks lines better itself.
  expect(fitWidth(['one two three four'], 10)).toEqual(['one two three four']);
  expect(fitWidth(['a b '.repeat(30)], undefined)).toEqual(['a b '.repeat(30)]);
});

it('counts columns: none for colours and accents, two for what is drawn wide', () => {
  expect(countColumns('\u001b[1mbold\u001b[22m')).toBe(4);
  expect(countColumns('e\u0301a')).toBe(2);
  expect(countColumns('\u6771\u4eac \u{1f600}')).toBe(7);
});

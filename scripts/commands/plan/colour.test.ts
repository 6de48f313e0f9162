import { expect, test } from 'vitest';
import { isColourWanted, paintAnsi } from './colour.ts';

test.each([
  [{ flag: true, noColor: undefined, isTerminal: true }, true],
  [{ flag: true, noColor: '', isTerminal: true }, true],
  [{ flag: true, noColor: '1', isTerminal: true }, false],
  [{ flag: false, noColor: undefined, isTerminal: true }, false],
  [{ flag: true, noColor: undefined, isTerminal: false }, false],
])('%o', (input, expected) => {
  expect(isColourWanted(input)).toBe(expected);
});

test('every tone begins and ends what it paints', () => {
  expect(paintAnsi('old', 'x')).toBe('\u001b[31mx\u001b[39m');
  expect(paintAnsi('came', 'x')).toContain('\u001b[4m');
});

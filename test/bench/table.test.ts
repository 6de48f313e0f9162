import { expect, test } from 'vitest';
import { renderTable } from './table.ts';

test('shows for each row whether its goal was met, missed or not set', () => {
  const rows = [
    { what: 'a', measured: '1 | 2', goal: '3', met: true },
    { what: 'b', measured: '4', goal: '3', met: false },
    { what: 'c', measured: '-', goal: '5' },
  ];
  expect(renderTable(rows)).toBe(
    [
      '| what | measured | goal | met |',
      '| --- | --- | --- | --- |',
      '| a | 1 \\| 2 | 3 | yes |',
      '| b | 4 | 3 | **no** |',
      '| c | - | 5 | - |',
    ].join('\n'),
  );
});

import type { Row } from './scene.ts';

/** A row for each scene: seconds, units and writes. */
export function renderTable(rows: readonly Row[]): string {
  const cells = [
    ['what', 'seconds', 'units', 'writes'],
    ...rows.map(({ what, seconds, units, writes }) => [
      what,
      seconds.toFixed(1),
      String(units),
      String(writes),
    ]),
  ];
  const widthOf = (column: number): number => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widthOf(0)) : cell.padStart(widthOf(column))))
      .join('  ');
  return cells.map(line).join('\n');
}

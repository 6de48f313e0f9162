import type { BenchRow } from './row.ts';

/** The rows as one Markdown table, in the order in which they came. */
export function renderTable(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ what, measured, goal, met }) => [what, measured, goal, nameVerdict(met)]);
  const table = [['what', 'measured', 'goal', 'met'], ['---', '---', '---', '---'], ...lines];
  return table.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n');
}

const nameVerdict = (met: boolean | undefined): string => (met === undefined ? '-' : met ? 'yes' : '**no**');
const escapeCell = (cell: string): string => cell.replaceAll('|', '\\|');

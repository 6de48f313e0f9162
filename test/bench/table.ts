import type { Row } from './row.ts';

/** The rows as one Markdown table, in the order in which they came. */
export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, goal, kept }) => [what, measured, goal, nameVerdict(kept)]);
  const table = [['what', 'measured', 'goal', 'kept'], ['---', '---', '---', '---'], ...lines];
  return table.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n');
}

const nameVerdict = (kept: boolean | undefined): string =>
  kept === undefined ? '-' : kept ? 'yes' : '**no**';
const escapeCell = (cell: string): string => cell.replaceAll('|', '\\|');

/** The Temporal UI sets no space between columns: without it a name would touch its number. */
const GAP = '\u00a0'.repeat(4);

/** A Markdown table of names and numbers. */
export const renderTable = (
  [name, number]: readonly [string, string],
  rows: readonly (readonly [string, number])[],
): string => {
  const width = Math.max(name.length, ...rows.map(([cell]) => cell.length));
  const head = `${name}${'\u00a0'.repeat(width - name.length)}${GAP}`;
  return [`| ${head} | ${number} |`, '|:--|--:|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
};

import { ROWS, type Row } from '../../clients/youtube/errors/index.ts';

/** The tables that docs/failures.md must contain: a heading and its lines. */
export function renderTables(): string {
  return Object.entries(ROWS)
    .map(([heading, rows]) => [`### ${heading}`, '', HEAD, RULE, ...rows.map(renderRow)].join('\n'))
    .join('\n\n');
}

const HEAD = '| reason | status | calls | kind | what Showrunner does | what you do |';
const RULE = '|---|---|---|---|---|---|';

const renderRow = (row: Row): string =>
  `| ${[`\`${row.reason}\``, row.status, renderCalls(row), row.kind, describeWe(row), row.cure].join(' | ')} |`;

const renderCalls = ({ on }: Row): string =>
  on === 'any' ? 'any' : on === 'token' ? 'token endpoint' : on.join(', ');

function describeWe({ we, kind, exhausted, retryAfterMs = 0 }: Row): string {
  if (we !== undefined) return we;
  if (exhausted) return 'sends nothing until midnight in Los Angeles, then goes on';
  if (kind === 'wait') return `tries again after ${retryAfterMs / 1000} s, then after longer pauses`;
  if (kind === 'stall') return 'waits for a person: `retry` or a commit goes on';
  return 'tries again after longer and longer pauses; tells a person from the third time on';
}

import { ROWS, type Row } from '../../clients/youtube/errors/index.ts';

/** The tables of docs/failures.md as the page must contain them, each with its heading. */
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
  if (exhausted) return 'sends nothing until midnight in Los Angeles, then continues';
  if (kind === 'wait') return `retries after ${retryAfterMs / 1000} s, then with longer pauses`;
  if (kind === 'stall') return 'waits for a person: continues after `retry` or a commit';
  return 'retries with growing pauses; needs attention from the third failure on';
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes.ts';
import { COLUMNS, VIEWS, viewLink, viewOfGuest } from '../contract/views.ts';
import { startTemporalServer } from './support/temporal-server.ts';

const folder = fileURLToPath(new URL('../docs', import.meta.url));
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const read = (page: string): string => readFileSync(join(folder, page), 'utf8');

const NAMES = ['ExecutionStatus', 'WorkflowType', 'WorkflowId', ...Object.keys(SEARCH_ATTRIBUTES)];
const QUERY = new RegExp(
  `^(AND )?(\`?)(${NAMES.join('|')})\\2 (=|!=|<|>|<=|>=|IN|IS|BETWEEN|STARTS_WITH)(?= )`,
);

/** Code between one or two backticks that begins as a query, in a text or in a code block, and the queries in links. */
function listQueries(page: string): string[] {
  const markdown = read(page);
  const spans = [...markdown.matchAll(/``(?: )?(.+?)(?: )?``|`([^`\n]+)`/g)].map(
    ([, two, one]) => two ?? one ?? '',
  );
  const lines = markdown.split('\n').map((line) => line.trim());
  const links = [...markdown.matchAll(/[?&]query=([^&\s)`"]+)/g)].map(([, query]) =>
    decodeURIComponent(query ?? ''),
  );
  const queries = [...spans, ...lines].filter((text) => QUERY.test(text));
  return [...new Set([...queries, ...links])].map((query) => query.replace(/^AND /, ''));
}

const all = pages.flatMap((page) => listQueries(page).map((query) => [page, query] as const));

const cleanups: (() => Promise<unknown>)[] = [];
let count: (query: string) => Promise<unknown>;
beforeAll(async () => {
  const { client } = await startTemporalServer(cleanups);
  count = (query) => client.workflow.count(query);
});
afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

it('finds the queries of the documentation', () => {
  const found = all.map(([, query]) => query);
  expect(found).toContain('NeedsAttention = true AND ExecutionStatus = "Running"');
  expect(found).toContain('`Show` = "breakage" AND ExecutionStatus = "Running"');
  expect(found.length).toBeGreaterThan(10);
});

it.each(all)('%s: the server takes %s', async (_page, query) => {
  await expect(count(query)).resolves.toBeDefined();
});

it.each([...Object.values(VIEWS), viewOfGuest('ada-okafor')])(
  'the view $name is in the documentation, and the server takes its query',
  async (view) => {
    expect(read('operations.md')).toContain(viewLink('http://127.0.0.1:8233', 'default', view));
    await expect(count(view.query)).resolves.toBeDefined();
  },
);

it('a query that the server does not take would be noticed', async () => {
  await expect(count('Commit = "427e1b3691"')).rejects.toThrow();
});

it('the line of columns is the one of the documentation, and names columns that exist', () => {
  const columns = { default: COLUMNS.map((label) => ({ label })) };
  expect(read('operations.md')).toContain(
    `localStorage.setItem('namespace-workflow-table-columns', '${JSON.stringify(columns)}')`,
  );
  const builtIn = ['Workflow ID', 'Status'];
  expect(COLUMNS.filter((name) => !builtIn.includes(name) && !(name in SEARCH_ATTRIBUTES))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listDocumented } from '../../../test/support/youtube-documented-errors.ts';
import { renderTables } from '../../../test/support/youtube-error-tables.ts';
import { findRow, ROWS, type Row } from './index.ts';

const ALL: readonly Row[] = Object.values(ROWS).flat();
const PAGE = readFileSync(new URL('../../../docs/failures.md', import.meta.url), 'utf8');

const answer = (status: number, reason: string | undefined) => ({
  status,
  reason,
  message: '',
  ofTokenEndpoint: false,
  retryAfterMs: undefined,
  code: undefined,
});

test('docs/failures.md contains every row', () => {
  const printed = PAGE.slice(PAGE.indexOf('### '), PAGE.indexOf('\n## ', PAGE.indexOf('### '))).trim();
  expect(printed.split('\n')).toEqual(renderTables().split('\n'));
});

describe("every reason in YouTube's table has a row for its call", () => {
  const documented = listDocumented().filter(({ reason }) => reason !== undefined);

  test.each(documented)('$method $status $reason', ({ method, status, reason }) => {
    const row = findRow(answer(status, reason), method);
    expect(Object.values(ROWS['Answers without a known reason'] ?? [])).not.toContain(row);
    expect(row.on === 'any' || row.on.includes(method), `${row.reason} names ${String(row.on)}`).toBe(true);
  });

  test('the whole table was read', () => {
    expect(documented).toHaveLength(90);
    expect(documented).toContainEqual({
      method: 'liveStreams.insert',
      status: 403,
      reason: 'userBroadcastsExceedLimit',
    });
  });
});

test('a known reason means the same on a call that no row lists; a pattern counts only on its own calls', () => {
  expect(findRow(answer(403, 'liveStreamingNotEnabled'), 'videos.update').kind).toBe('stall');
  expect(findRow(answer(400, 'invalidMoon'), 'videos.update')).toMatchObject({ kind: 'bug', on: 'any' });
});

test('no reason has two rows for one call', () => {
  const keys = ALL.flatMap(({ reason, on }) =>
    (typeof on === 'string' ? [on] : on).map((call) => `${call} ${reason}`),
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test.each(ALL)('$reason: says what to do, and has a retry time only if it waits', (row) => {
  expect(row.cure).toMatch(/^[A-Z].*[.)]$/);
  expect(row.cure.split(/[.:] [A-Z]/).length).toBeLessThanOrEqual(4);
  const timed = row.retryAfterMs !== undefined || row.exhausted === true;
  expect(timed).toBe(row.kind === 'wait');
});

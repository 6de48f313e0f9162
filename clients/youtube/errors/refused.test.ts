import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { toApplicationFailure } from '../../../activities/failures.ts';
import { COSTS, type Method } from '../../../domain/shared/costs.ts';
import { Failure } from '../../../domain/shared/failure.ts';
import { type LocalYouTube, startLocalYouTube } from '../../../emulator/server.ts';
import { NOON } from '../../../test/support/scripted-youtube.ts';
import { failCall } from '../../../test/support/youtube-calls.ts';
import { listDocumented } from '../../../test/support/youtube-documented-errors.ts';
import { createYouTube, type YouTubeClient } from '../client.ts';
import { createQuotaMeter, type QuotaMeter } from '../quota-meter.ts';
import { findRow, ROWS, type Row } from './index.ts';

const SECRETS = ['GOCSPX-very-secret', '1//refresh-token-of-this-test'];
const ECHO = `<p>You sent <b>Authorization: Bearer ya29.local-abc</b> and client_secret=${SECRETS[0]}, ${SECRETS[1]}</p>`;
const UNTIL_MIDNIGHT = Date.parse('2026-12-02T08:00:00Z') - NOON;

let local: LocalYouTube;
let youtube: YouTubeClient;
let meter: QuotaMeter;
let consoles: ReturnType<typeof vi.spyOn>[];
beforeAll(async () => {
  local = await startLocalYouTube({ clock: () => NOON });
});
afterAll(() => local.close());
beforeEach(async () => {
  await control('settings', { perDay: 1_000_000 });
  youtube = createYouTube({
    rootUrl: local.url,
    clientId: 'id',
    clientSecret: SECRETS[0] ?? '',
    refreshToken: SECRETS[1] ?? '',
  });
  meter = createQuotaMeter({ id: 'g', day: '2026-12-01', units: 1000 }, () => NOON);
  consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
});
afterEach(async () => {
  expect(consoles.flatMap((spy) => spy.mock.calls)).toEqual([]);
  vi.restoreAllMocks();
  await fetch(`${local.url}/_/faults`, { method: 'DELETE' });
});

async function control(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${local.url}/_/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

const readSpent = async (): Promise<number> =>
  ((await (await fetch(`${local.url}/_/quota`)).json()) as { spent: number }).spent;

type Refusal = {
  readonly status: number;
  readonly reason?: string;
  readonly message?: string;
  readonly body?: string;
};

/** The Failure of a call that always gets this error, and the units that YouTube counted for it. */
async function refuse(method: string, refusal: Refusal): Promise<{ failure: Failure; counted: number }> {
  await control('faults', { method, kind: 'refuse', times: 9, refusal });
  const before = await readSpent();
  const failure = await failCall(youtube, meter, method);
  if (!(failure instanceof Failure)) throw new Error(`not a Failure: ${String(failure)}`);
  assertSafe(failure);
  return { failure, counted: (await readSpent()) - before };
}

function assertSafe(failure: Failure): void {
  const thrown = toApplicationFailure(failure, 0);
  const all = [failure, thrown].flatMap(({ message, stack, cause }) => [message, stack, String(cause)]);
  const text = JSON.stringify([...all, failure, thrown.details]);
  for (const secret of [...SECRETS, 'ya29']) expect(text).not.toContain(secret);
  expect(failure.message).not.toMatch(/<\/?\w+>/);
  expect([failure.cause, thrown.cause]).toEqual([undefined, undefined]);
}

const expectedWait = (row: Row): number | undefined => (row.exhausted ? UNTIL_MIDNIGHT : row.retryAfterMs);

const isOurs = (method: string): method is Method => Object.hasOwn(COSTS, method);

/** Rows for any call are tested with a read and a write. */
const callsOf = ({ on }: Row): readonly string[] =>
  on === 'any' ? ['videos.list', 'videos.update'] : on === 'token' ? [] : on;

const spellOut = (reason: string): string =>
  reason.replace('*', reason.startsWith('*') ? 'enableDvr' : 'Foo');

const BY_REASON: readonly Row[] = Object.entries(ROWS)
  .filter(([heading]) => !['No answer', 'Answers without a known reason'].includes(heading))
  .flatMap(([, rows]) => rows);

const OF_ROWS = BY_REASON.flatMap((row) =>
  callsOf(row).map((method) => ({
    method,
    status: Number.parseInt(row.status, 10),
    reason: spellOut(row.reason),
  })),
);
const OF_TABLE = listDocumented().flatMap(({ method, status, reason }) =>
  (method === 'any' ? ['videos.list', 'videos.update'] : [method]).map((call) => ({
    method: call,
    status,
    reason,
  })),
);
const CASES = [
  ...new Map(
    [...OF_TABLE, ...OF_ROWS].map((one) => [`${one.method} ${one.status} ${one.reason ?? ''}`, one]),
  ).values(),
];

describe('every error of every call, through the client', () => {
  test.each(CASES)('$method $status $reason', async ({ method, status, reason }) => {
    const refusal =
      reason === undefined ? { status, body: `<html>${ECHO}</html>` } : { status, reason, message: ECHO };
    const { failure, counted } = await refuse(method, refusal);
    const row = findRow({ ...NO_ANSWER, status, reason }, method);
    const isWrite = !method.endsWith('.list');
    expect(failure).toMatchObject({
      kind: row.kind,
      reason: row.exhausted ? 'quotaExceeded' : (reason ?? `http-${status}`),
      outcome: isWrite && status >= 500 ? 'unknown' : 'not-applied',
      exhausted: row.exhausted === true,
      retryAfterMs: expectedWait(row),
    });
    expect(failure.message).toContain(`${method}: `);
    expect(failure.message).toContain(`(${status}`);
    expect(failure.message).toContain(row.cure);
    if (isOurs(method)) expect([meter.spent, counted]).toEqual(Array(2).fill(costOf(method, status)));
  });

  test('covers the whole table and all rows', () => {
    expect(CASES.length).toBeGreaterThan(150);
  });
});

/** A refused token is renewed once, and both calls are counted. */
const costOf = (method: Method, status: number): number => COSTS[method] * (status === 401 ? 2 : 1);

const NO_ANSWER = {
  message: '',
  ofTokenEndpoint: false,
  retryAfterMs: undefined,
  code: undefined,
};

describe('every error of the token endpoint', () => {
  const words = BY_REASON.filter(({ on }) => on === 'token');

  test.each(words)('$reason', async (row) => {
    const { reason, kind, cure, status, retryAfterMs, stopsGrants = false } = row;
    await control('faults', {
      method: 'token',
      kind: 'refuse',
      refusal: { status: Number.parseInt(status, 10), reason, message: ECHO },
    });
    const failure = (await failCall(youtube, meter, 'videos.update')) as Failure;
    assertSafe(failure);
    expect(failure).toMatchObject({ kind, reason, outcome: 'not-sent', retryAfterMs, stopsGrants });
    expect(failure.message).toContain(cure);
    expect(meter.spent).toBe(0);
  });

  test.each([
    [{ status: 400, reason: 'new_word' }, 'bug', 'new_word', undefined],
    [{ status: 503, body: '<html>Oops</html>' }, 'wait', 'http-503', 10_000],
    [{ status: 429, body: '' }, 'wait', 'http-429', 30_000],
    [{ status: 404, body: '<title>Not <b>here</title>' }, 'bug', 'http-404', undefined],
  ])('%j', async (refusal, kind, reason, retryAfterMs) => {
    await control('faults', { method: 'token', kind: 'refuse', refusal });
    const failure = await failCall(youtube, meter, 'videos.update');
    expect(failure).toMatchObject({ kind, reason, outcome: 'not-sent', retryAfterMs });
    expect(meter.spent).toBe(0);
  });
});

describe('bodies that are not in the format of YouTube errors', () => {
  test.each([
    ['nothing', ''],
    ['a page', `<!DOCTYPE html><html><title>Error</title>${ECHO}</html>`],
    ['half a JSON', '{"error":{"code":403,"mess'],
    ['another JSON', '[1,null]'],
    ['an error without errors', '{"error":{"code":403,"message":"No."}}'],
    ['null', 'null'],
  ])('%s', async (_name, body) => {
    const refused = await refuse('videos.update', { status: 403, body });
    expect(refused.failure).toMatchObject({ kind: 'bug', reason: 'http-403', outcome: 'not-applied' });
    expect(refused.counted).toBe(50);
    const broken = await refuse('videos.list', { status: 502, body });
    expect(broken.failure).toMatchObject({ kind: 'wait', reason: 'http-502', outcome: 'not-applied' });
  });
});

test('an unknown reason is shown as it came', async () => {
  const refusal = { status: 403, reason: 'moonPhaseWrong', message: 'Wait for the full moon.' };
  const { failure } = await refuse('videos.update', refusal);
  expect(failure).toMatchObject({ kind: 'bug', reason: 'moonPhaseWrong', outcome: 'not-applied' });
  expect(failure.message).toContain('(403 moonPhaseWrong: "Wait for the full moon.")');
});

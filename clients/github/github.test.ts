import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  APP,
  type FakeGitHub,
  INSTALLATION_TOKEN,
  startGitHub,
  TOKEN,
  US,
} from '../../test/support/github.ts';
import type { CommitComment, CommitHost, CommitStatus } from '../commit-host.ts';
import { parsePrivateKey, useToken } from './credentials.ts';
import { createGitHub } from './index.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const REPOSITORY = { owner: 'rawkode', name: 'academy' };
const call = { signal: new AbortController().signal, ageMs: 0 };
const status: CommitStatus = { commit: COMMIT, state: 'success', description: '3 written' };
const MARKER = '<!-- ours -->';
const comment: CommitComment = {
  commit: COMMIT,
  branch: 'main',
  marker: MARKER,
  body: `${MARKER}\nwritten`,
  creates: true,
};
const merged = { number: 12, merged_at: '2026-11-30T06:00:00Z', merge_commit_sha: COMMIT, base: 'main' };

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
let github: FakeGitHub;
let host: CommitHost;
beforeEach(async () => {
  github = await startGitHub({ publicKey });
  github.commits.add(COMMIT);
  host = createGitHub({ url: github.url, repository: REPOSITORY, credentials: useToken(TOKEN) });
});
afterEach(() => github.close());

const write = (change: Partial<CommitComment> = {}) => host.writeComment?.({ ...comment, ...change }, call);
const setStatus = (change: Partial<CommitStatus> = {}, ageMs = 0) =>
  host.setStatus({ ...status, ...change }, { ...call, ageMs });
const writesOf = ({ calls }: FakeGitHub): string[] =>
  calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

describe('the status of a commit', () => {
  test('is set under our name, with its page', async () => {
    const targetUrl = 'https://temporal.example/namespaces/default/workflows/sync';
    expect(await setStatus({ targetUrl })).toBe('written');
    expect(github.calls.at(-1)).toMatchObject({
      path: `/api/v3/repos/rawkode/academy/statuses/${COMMIT}`,
      authorization: `Bearer ${TOKEN}`,
      body: { state: 'success', context: 'showrunner', description: '3 written', target_url: targetUrl },
    });
  });

  test('is written once, and again only with something new', async () => {
    expect(await setStatus({ state: 'pending', description: 'at work' })).toBe('written');
    expect(await setStatus()).toBe('written');
    expect(await setStatus()).toBe('unchanged');
    expect(await setStatus({ description: '4 written' })).toBe('written');
    expect(github.statuses.map(({ description }) => description)).toEqual([
      'at work',
      '3 written',
      '4 written',
    ]);
  });

  test('is compared with the newest of our own name alone', async () => {
    await setStatus();
    github.statuses.push({
      ...(github.statuses[0] as (typeof github.statuses)[0]),
      context: 'ci',
      state: 'failure',
    });
    expect(await setStatus()).toBe('unchanged');
  });

  test('is not replaced by a report that was asked for before', async () => {
    await setStatus();
    expect(await setStatus({ state: 'failure', description: 'late' }, 60_000)).toBe('superseded');
    // Its first attempt failed; meanwhile the work ended.
    expect(await setStatus({ state: 'pending', description: 'at work' }, 1_000)).toBe('superseded');
    expect(github.statuses).toHaveLength(1);
  });
});

describe('the comment on a merged pull request', () => {
  test('is written once and then edited, also when the answer to the first was lost', async () => {
    github.pulls.push(merged);
    github.fail(/^POST .*comments/, 'lost');
    await expect(write()).rejects.toMatchObject({
      kind: 'wait',
      reason: 'host-unreachable',
      outcome: 'unknown',
    });
    expect(await write()).toEqual({ outcome: 'unchanged', pullRequest: 12 });
    expect(await write({ body: `${MARKER}\nmore` })).toEqual({ outcome: 'edited', pullRequest: 12 });
    expect(github.comments.map(({ body, user }) => [body, user?.id])).toEqual([[`${MARKER}\nmore`, US]]);
  });

  test('is found behind a hundred others', async () => {
    github.pulls.push(merged);
    for (let at = 0; at < 150; at += 1) github.say(`comment ${at}`);
    expect(await write()).toMatchObject({ outcome: 'new' });
    expect(await write()).toMatchObject({ outcome: 'unchanged' });
  });

  test('leaves what others wrote alone, our marker in it or not', async () => {
    github.pulls.push(merged);
    github.say(`${MARKER}\nforged`);
    github.say(`I quote:\n${MARKER}`, US);
    expect(await write()).toMatchObject({ outcome: 'new' });
    expect(github.comments).toHaveLength(3);
    expect(writesOf(github)).toEqual(['POST /api/v3/repos/rawkode/academy/issues/12/comments']);
  });

  test.each([
    ['none', []],
    ['one that is open', [{ ...merged, merged_at: null }]],
    ['one that went into another branch', [{ ...merged, base: 'next' }]],
  ])('is not written where the commit has no pull request of ours: %s', async (_what, pulls) => {
    github.pulls.push(...pulls);
    expect(await write()).toEqual({ outcome: 'none' });
    expect(github.calls).toHaveLength(1);
  });

  test('is on the pull request whose merge is this commit, else on the one that was merged first', async () => {
    const later = {
      ...merged,
      number: 13,
      merged_at: '2026-11-30T07:00:00Z',
      merge_commit_sha: 'f'.repeat(40),
    };
    github.pulls.push({ ...later, number: 14, merged_at: '2026-11-30T08:00:00Z' }, later);
    expect(await write()).toMatchObject({ pullRequest: 13 });
    github.pulls.push(merged);
    expect(await write()).toMatchObject({ pullRequest: 12 });
  });

  test('is only edited when there is nothing to make one for', async () => {
    github.pulls.push(merged);
    expect(await write({ creates: false })).toEqual({ outcome: 'none', pullRequest: 12 });
    await write();
    expect(await write({ creates: false, body: `${MARKER}\nnothing` })).toMatchObject({ outcome: 'edited' });
  });

  test('is left out of a conversation that is locked', async () => {
    github.pulls.push(merged);
    const body = { message: 'Unable to create comment because issue is locked.' };
    github.fail(/^POST .*comments/, { status: 403, body });
    expect(await write()).toEqual({ outcome: 'locked', pullRequest: 12 });
  });
});

describe('as an app', () => {
  const createApp = (installation?: number) =>
    createGitHub({
      url: github.url,
      repository: REPOSITORY,
      credentials: {
        kind: 'app',
        id: String(APP.id),
        privateKey,
        ...(installation === undefined ? {} : { installation }),
      },
    });

  test('finds its installation, gets a token for this repository alone, and keeps it', async () => {
    host = createApp();
    await setStatus();
    await setStatus({ description: '4 written' });
    expect(github.calls.slice(0, 2)).toMatchObject([
      { path: '/api/v3/repos/rawkode/academy/installation' },
      {
        path: '/api/v3/app/installations/99/access_tokens',
        body: { repositories: ['academy'], permissions: { statuses: 'write', pull_requests: 'write' } },
      },
    ]);
    const others = github.calls.slice(2).map(({ authorization }) => authorization);
    expect(others).toHaveLength(4);
    expect(new Set(others)).toEqual(new Set([`Bearer ${INSTALLATION_TOKEN}`]));
  });

  test('gets another token when the one it has is refused', async () => {
    host = createApp(APP.installation);
    await setStatus();
    github.fail(/status\?/, { status: 401, body: { message: 'Bad credentials' } });
    await expect(setStatus()).rejects.toMatchObject({ reason: 'host-credentials' });
    expect(await setStatus()).toBe('unchanged');
    expect(github.calls.filter(({ path }) => path.endsWith('access_tokens'))).toHaveLength(2);
  });

  test('knows its comments by the app', async () => {
    host = createApp();
    github.pulls.push(merged);
    github.say(`${MARKER}\nforged`);
    expect(await write()).toMatchObject({ outcome: 'new' });
    expect(await write({ body: `${MARKER}\nmore` })).toMatchObject({ outcome: 'edited' });
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nforged`, `${MARKER}\nmore`]);
  });

  test('a key that is none is refused in words that hold nothing of it', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----';
    expect(() => parsePrivateKey(pem)).toThrow('it is not an RSA private key in the PEM format');
  });
});

describe('a refusal', () => {
  const reset = Math.floor(Date.now() / 1000) + 900;
  test.each([
    [
      '401',
      { status: 401, body: { message: 'Bad credentials' } },
      'stall',
      'host-credentials',
      /Set SHOWRUNNER_GITHUB_TOKEN/,
    ],
    [
      '403',
      { status: 403, body: { message: 'Resource not accessible by personal access token' } },
      'stall',
      'host-permission',
      /"Commit statuses"/,
    ],
    [
      '404',
      { status: 404, body: { message: 'Not Found' } },
      'stall',
      'host-not-found',
      /SHOWRUNNER_GITHUB_REPOSITORY/,
    ],
    [
      '422',
      { status: 422, body: { message: 'Validation Failed', errors: [{ message: 'too many' }] } },
      'stall',
      'host-refused',
      /Validation Failed: too many/,
    ],
    [
      'a repository that moved',
      { status: 301, headers: { location: 'https://evil.example/' }, body: { message: 'Moved Permanently' } },
      'stall',
      'host-moved',
      /as it is called now/,
    ],
    [
      'the limit of an hour',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
        body: { message: 'API rate limit exceeded' },
      },
      'wait',
      'host-rate-limit',
      /tried again/,
    ],
    [
      'the second limit',
      {
        status: 403,
        headers: { 'retry-after': '120' },
        body: { message: 'You have exceeded a secondary rate limit.' },
      },
      'wait',
      'host-rate-limit',
      /tried again/,
    ],
    [
      'the second limit without a time',
      { status: 429, body: { message: 'You have exceeded a secondary rate limit.' } },
      'wait',
      'host-rate-limit',
      /tried again/,
    ],
    ['502', { status: 502, body: '<html>Bad gateway</html>' }, 'wait', 'host-trouble', /\(502\)/],
    [
      'a page of a proxy',
      { status: 200, body: '<html>Log in</html>' },
      'wait',
      'host-unreachable',
      /not JSON/,
    ],
  ] as const)('%s says what to do, and never the token', async (_what, answer, kind, reason, message) => {
    github.fail(/./, answer);
    const failure = await setStatus().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      name: 'Failure',
      kind,
      reason,
      outcome: 'not-applied',
    });
    expect(String(failure)).toMatch(message);
    expect(String(failure)).toMatch(
      /^Failure: GitHub \(rawkode\/academy on 127\.0\.0\.1:\d+\): could not read the status of commit 0123456789: /,
    );
    expect(JSON.stringify([failure, String(failure), (failure as Error).stack])).not.toContain(TOKEN);
  });

  test.each([
    [{ 'retry-after': '120' }, 120_000, 120_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) }, 890_000, 900_000],
    [{}, 60_000, 60_000],
  ])('of too many calls, with %j, comes with its pause', async (headers, least, most) => {
    github.fail(/./, { status: 429, headers, body: { message: 'rate limit' } });
    const { retryAfterMs } = (await setStatus().catch((error: unknown) => error)) as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(retryAfterMs).toBeLessThanOrEqual(most);
  });

  test('repeats no secret that GitHub sends back', async () => {
    github.fail(/./, {
      status: 400,
      body: { message: `bad token ${TOKEN}, again ghp_0123456789abcdefghij` },
    });
    await expect(setStatus()).rejects.toThrow('bad token (hidden), again (hidden)');
  });

  test('a write without an answer may have been done', async () => {
    github.fail(/^POST/, { status: 500 });
    await expect(setStatus()).rejects.toMatchObject({ outcome: 'unknown' });
  });
});

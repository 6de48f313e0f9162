import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { close, listen } from '../../test/support/scripted-youtube.ts';
import type { CommitHost, CommitStatus } from '../commit-host.ts';
import { createGitLab } from './index.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const TOKEN = 'glpat-validvalidvalidvalid';
const status: CommitStatus = { commit: COMMIT, state: 'failure', description: '1 needs you' };
const call = { signal: new AbortController().signal, ageMs: 0 };

type Stored = { id: number; status: string; name: string; description: string; created_at: string };
let server: Server;
let host: CommitHost;
let stored: Stored[];
let calls: { line: string; token: unknown; body: Record<string, string> }[];

/** Answers as GitLab's documentation says of commit statuses. */
beforeEach(async () => {
  stored = [];
  calls = [];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
    const line = `${request.method} ${request.url}`;
    calls.push({ line, token: request.headers['private-token'], body });
    const answer = (code: number, data: unknown): void => {
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(data));
    };
    if (request.headers['private-token'] !== TOKEN) return answer(401, { message: '401 Unauthorized' });
    if (request.method === 'GET') return answer(200, stored);
    if (stored.at(-1)?.status === 'pending' && body['state'] === 'pending')
      return answer(400, { message: 'Cannot transition status via :enqueue from :pending' });
    const one = {
      id: stored.length + 1,
      status: String(body['state']),
      name: String(body['name']),
      description: String(body['description']),
      target_url: body['target_url'] ?? null,
      created_at: new Date().toISOString(),
    };
    stored.push(one);
    return answer(201, one);
  });
  const url = await listen(server);
  host = createGitLab({ url, project: 'group/team/academy', token: TOKEN, branch: 'main' });
});
afterEach(() => close(server));

test('a status is set in the words of GitLab, once, and not by a report that is late', async () => {
  const targetUrl = 'https://temporal.example/sync';
  expect(await host.setStatus({ ...status, targetUrl }, call)).toBe('written');
  expect(calls.at(-1)).toEqual({
    line: `POST /api/v4/projects/group%2Fteam%2Facademy/statuses/${COMMIT}`,
    token: TOKEN,
    body: {
      name: 'showrunner',
      state: 'failed',
      description: '1 needs you',
      target_url: targetUrl,
      ref: 'main',
    },
  });
  expect(await host.setStatus({ ...status, targetUrl }, call)).toBe('unchanged');
  expect(await host.setStatus({ ...status, state: 'success' }, { ...call, ageMs: 60_000 })).toBe(
    'superseded',
  );
  expect(stored).toHaveLength(1);
});

test('what GitLab refuses because it is pending already is no failure', async () => {
  await host.setStatus({ ...status, state: 'pending' }, call);
  expect(await host.setStatus({ ...status, state: 'pending', description: 'more' }, call)).toBe('unchanged');
});

test('a refused token is reported without its text', async () => {
  const url = host.place.split(' on ')[1];
  const other = createGitLab({
    url: `http://${url}`,
    project: 'a/b',
    token: 'glpat-wrongwrongwrong',
    branch: 'HEAD',
  });
  const failure = await other.setStatus(status, call).catch(String);
  expect(failure).toMatch(
    /the credentials were refused \(401: "401 Unauthorized"\)\. Set SHOWRUNNER_GITLAB_TOKEN/,
  );
  expect(failure).not.toContain('wrongwrong');
});

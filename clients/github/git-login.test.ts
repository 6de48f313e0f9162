import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { APP, type FakeGitHub, INSTALLATION_TOKEN, startGitHub } from '../../test/support/github.ts';
import { findGitLogin } from './git-login.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
let folder = '';
let keyFile = '';
let github: FakeGitHub;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrunner-app-'));
  keyFile = join(folder, 'app.pem');
  // As GitHub hands it out.
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs1', format: 'pem' }));
  github = await startGitHub({ publicKey });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github.close();
});

const find = (location: string, login: object = {}) =>
  findGitLogin(
    { kind: 'github', url: github.url, login: { kind: 'app', id: String(APP.id), keyFile, ...login } },
    location,
  );

test('git logs in as the app, with a token for this repository alone that is kept', async () => {
  const login = find(`${github.url}/rawkode/academy.git`);
  expect(login?.origin).toBe(github.url);
  const expected = { username: 'x-access-token', password: INSTALLATION_TOKEN };
  expect(await login?.read()).toEqual(expected);
  expect(await login?.read()).toEqual(expected);
  const made = github.calls.filter(({ path }) => path.endsWith('access_tokens'));
  expect(made.map(({ body }) => body)).toEqual([{ repositories: ['academy'] }]);
});

test('another token is made after one was refused', async () => {
  const login = find(`${github.url}/rawkode/academy`, { installation: APP.installation });
  await login?.read();
  login?.forget();
  await new Promise((resolve) => setImmediate(resolve));
  await login?.read();
  expect(github.calls.map(({ path }) => path.replace(/.*\//, ''))).toEqual([
    'access_tokens',
    'access_tokens',
  ]);
});

test('a repository elsewhere or at ssh, and a host without an app, is left to git', () => {
  expect(find('https://example.org/rawkode/academy.git')).toBeUndefined();
  expect(find('git@github.com:rawkode/academy.git')).toBeUndefined();
  expect(find('/srv/academy')).toBeUndefined();
  const token = { kind: 'github', url: github.url, login: { kind: 'token' } } as const;
  expect(findGitLogin(token, `${github.url}/rawkode/academy.git`)).toBeUndefined();
  expect(findGitLogin(undefined, `${github.url}/rawkode/academy.git`)).toBeUndefined();
});

test('a key that cannot be used, or that GitHub refuses, says which setting it is', async () => {
  const location = `${github.url}/rawkode/academy.git`;
  const missing = find(location, { keyFile: '/nowhere/app.pem' });
  await expect(missing?.read()).rejects.toMatchObject({
    fault: 'refused',
    message: expect.stringContaining('SHOWRUNNER_GITHUB_APP_KEY_FILE cannot be used: ENOENT'),
  });
  const stranger = find(location, { id: '1' });
  await expect(stranger?.read()).rejects.toMatchObject({
    fault: 'refused',
    message: expect.stringContaining('SHOWRUNNER_GITHUB_APP_ID'),
  });
  github.fail(/installation/, { status: 502, body: {} });
  await expect(find(location)?.read()).rejects.toMatchObject({ fault: 'unreachable', kind: 'wait' });
});

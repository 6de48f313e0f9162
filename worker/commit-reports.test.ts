import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { openCommitHost, pagesOf } from './commit-reports.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

const open = async (repository: string, env: Record<string, string>) =>
  (await openCommitHost(readSettings({ SHOWRUNNER_REPOSITORY: repository, ...env }), 'main'))?.place;
const GITHUB = { SHOWRUNNER_GITHUB_TOKEN: 'ghp_secret0123456789ab' };
const GITLAB = { SHOWRUNNER_GITLAB_TOKEN: 'glpat-secret0123456789' };

test('the repository at the host is that of the followed remote, or of a setting', async () => {
  expect(await open('git@github.com:rawkode/academy.git', {})).toBeUndefined();
  expect(await open('git@github.com:rawkode/academy.git', GITHUB)).toBe('rawkode/academy on github.com');
  expect(await open('.', { ...GITHUB, SHOWRUNNER_GITHUB_REPOSITORY: 'a/b' })).toBe('a/b on github.com');
  expect(await open('https://gitlab.com/a/b/c.git', GITLAB)).toBe('a/b/c on gitlab.com');
});

test('a repository elsewhere, or a folder, is reported', async () => {
  for (const location of ['.', 'https://gitlab.com/a/b', 'https://github.com/a/b/c'])
    await expect(open(location, GITHUB)).rejects.toThrow(
      'SHOWRUNNER_REPOSITORY is no repository on github.com: set SHOWRUNNER_GITHUB_REPOSITORY=owner/name',
    );
  await expect(open('git@github.com:a/b', GITLAB)).rejects.toThrow(
    'set SHOWRUNNER_GITLAB_PROJECT=group/name',
  );
});

test('the key of an app is read at start', async () => {
  const keyFile = join(folder, 'key.pem');
  const app = { SHOWRUNNER_GITHUB_APP_ID: '1', SHOWRUNNER_GITHUB_APP_KEY_FILE: keyFile };
  const location = 'https://github.com/rawkode/academy';
  await expect(open(location, app)).rejects.toThrow(/SHOWRUNNER_GITHUB_APP_KEY_FILE: cannot use .*ENOENT/);
  await writeFile(keyFile, 'secret');
  await expect(open(location, app)).rejects.toThrow(/it is not an RSA private key in the PEM format$/);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(keyFile, privateKey.export({ type: 'pkcs1', format: 'pem' }));
  expect(await open(location, app)).toBe('rawkode/academy on github.com');
});

test('a link leads where others can go, too', () => {
  const of = (uiUrl?: string) =>
    pagesOf({ uiUrl, namespace: 'showrunner' }, undefined).workflow?.('episode/k/one');
  expect(of('https://temporal.example/')).toBe(
    'https://temporal.example/namespaces/showrunner/workflows/episode%2Fk%2Fone',
  );
  for (const place of [
    undefined,
    'temporal.example',
    'http://127.0.0.1:8233',
    'http://localhost:8080',
    'http://[::1]:1',
  ])
    expect(of(place), place).toBeUndefined();
  expect(pagesOf({ namespace: 'x' }, undefined).video('K72fOdbxXu8')).toBe('https://youtu.be/K72fOdbxXu8');
  expect(pagesOf({ namespace: 'x' }, 'http://127.0.0.1:8765').video('v')).toBe(
    'http://127.0.0.1:8765/videos/v',
  );
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isSecretFile, readSecretFiles, SECRET_SETTINGS } from './secret-files.ts';
import { readSettings, SETTINGS } from './settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrunner-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('a secret comes from a file, without the line end that editors add', () => {
  const SHOWRUNNER_GITHUB_TOKEN_FILE = write('token', 'ghp_x\r\n');
  const env = readSecretFiles({ SHOWRUNNER_GITHUB_TOKEN_FILE, TEMPORAL_API_KEY_FILE: write('key', 'k') });
  expect(env).toMatchObject({ SHOWRUNNER_GITHUB_TOKEN: 'ghp_x', TEMPORAL_API_KEY: 'k' });
  expect(readSettings(env).codeHost).toMatchObject({ login: { token: 'ghp_x' } });
});

test('the receivers of academy.yaml have files as well', () => {
  const env = readSecretFiles({ SHOWRUNNER_NOTIFY_OUR_CHAT_FILE: write('hook', 'https://example.org') });
  expect(env['SHOWRUNNER_NOTIFY_OUR_CHAT']).toBe('https://example.org');
});

test('an empty variable is not set, and the file of a key is not a secret in a file', () => {
  const env = { SHOWRUNNER_GITHUB_TOKEN_FILE: '', SHOWRUNNER_GITHUB_APP_KEY_FILE: 'key.pem' };
  expect(readSecretFiles(env)).toEqual(env);
  expect(isSecretFile('SHOWRUNNER_GITHUB_APP_KEY_FILE')).toBe(false);
});

test('both at once, a missing file and an empty one are errors that show nothing of a file', () => {
  const path = write('token', 'secret1\n');
  const both = { SHOWRUNNER_GITLAB_TOKEN: 'secret2', SHOWRUNNER_GITLAB_TOKEN_FILE: path };
  expect(() => readSecretFiles(both)).toThrow(
    /^SHOWRUNNER_GITLAB_TOKEN and SHOWRUNNER_GITLAB_TOKEN_FILE: expected one of the two, found both$/,
  );
  const read = (file: string) => () => readSecretFiles({ SHOWRUNNER_GITLAB_TOKEN_FILE: file });
  expect(read('/nowhere')).toThrow('SHOWRUNNER_GITLAB_TOKEN_FILE: cannot read /nowhere: ENOENT');
  expect(read(write('empty', '\n'))).toThrow(/is empty$/);
});

test('only secret settings have a file; another is an unknown setting', () => {
  expect(() => readSettings({ SHOWRUNNER_BRANCH_FILE: 'x' })).toThrow('Did you mean SHOWRUNNER_BRANCH?');
  expect(() => readSettings({ SHOWRUNNER_GITLAB_TOKEN_FILE: '' })).not.toThrow();
});

test('every setting whose name says that it is a secret has a file', () => {
  const secret = Object.keys(SETTINGS).filter((name) => /TOKEN|SECRET|PASSWORD/.test(name));
  expect(secret.length).toBeGreaterThan(2);
  expect(secret.filter((name) => !(SECRET_SETTINGS as readonly string[]).includes(name))).toEqual([]);
});

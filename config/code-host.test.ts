import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const read = (env: Record<string, string>) => readSettings(env).codeHost;

test('without settings commits get no status', () => {
  expect(read({ SHOWRUNNER_GITHUB_TOKEN: '' })).toBeUndefined();
});

test('GitHub by a token', () => {
  expect(read({ SHOWRUNNER_GITHUB_TOKEN: 'ghp_x\n' })).toEqual({
    kind: 'github',
    url: 'https://github.com',
    login: { kind: 'token', token: 'ghp_x' },
  });
});

test('GitHub Enterprise Server by an app', () => {
  const app = { SHOWRUNNER_GITHUB_APP_ID: '4711', SHOWRUNNER_GITHUB_APP_KEY_FILE: '/run/key.pem' };
  const more = {
    SHOWRUNNER_GITHUB_APP_INSTALLATION: '99',
    SHOWRUNNER_GITHUB_URL: 'https://git.example.org:8443/',
    SHOWRUNNER_GITHUB_REPOSITORY: 'rawkode/academy',
  };
  const login = { kind: 'app', id: '4711', keyFile: '/run/key.pem' };
  expect(read(app)).toEqual({ kind: 'github', url: 'https://github.com', login });
  expect(read({ ...app, ...more })).toEqual({
    kind: 'github',
    url: 'https://git.example.org:8443',
    repository: 'rawkode/academy',
    login: { ...login, installation: 99 },
  });
});

test('GitLab', () => {
  expect(read({ SHOWRUNNER_GITLAB_TOKEN: 'glpat-x', SHOWRUNNER_GITLAB_PROJECT: 'a/b/c' })).toEqual({
    kind: 'gitlab',
    url: 'https://gitlab.com',
    project: 'a/b/c',
    token: 'glpat-x',
  });
});

const TOKEN = { SHOWRUNNER_GITHUB_TOKEN: 'ghp_x' };
test.each([
  [
    { ...TOKEN, SHOWRUNNER_GITLAB_TOKEN: 'y' },
    /SHOWRUNNER_GITHUB_\.\.\. or SHOWRUNNER_GITLAB_\.\.\., found both/,
  ],
  [
    { ...TOKEN, SHOWRUNNER_GITHUB_APP_ID: '1' },
    /SHOWRUNNER_GITHUB_TOKEN or SHOWRUNNER_GITHUB_APP_.*found both/,
  ],
  [{ SHOWRUNNER_GITHUB_APP_ID: '1' }, /need SHOWRUNNER_GITHUB_TOKEN, or SHOWRUNNER_GITHUB_APP_ID and/],
  [{ SHOWRUNNER_GITHUB_REPOSITORY: 'a/b' }, /need SHOWRUNNER_GITHUB_TOKEN/],
  [{ SHOWRUNNER_GITLAB_PROJECT: 'a/b' }, /need SHOWRUNNER_GITLAB_TOKEN/],
  [{ ...TOKEN, SHOWRUNNER_GITHUB_REPOSITORY: 'academy' }, /expected owner\/name, found "academy"/],
  [{ ...TOKEN, SHOWRUNNER_GITHUB_URL: 'github.com' }, /expected a page such as https:\/\/github\.com/],
  [{ ...TOKEN, SHOWRUNNER_GITHUB_URL: 'http://git.example.org' }, /expected a page/],
  [{ ...TOKEN, SHOWRUNNER_GITHUB_URL: 'https://git.example.org/api/v3' }, /expected a page/],
  [
    {
      SHOWRUNNER_GITHUB_APP_ID: '1',
      SHOWRUNNER_GITHUB_APP_KEY_FILE: 'k',
      SHOWRUNNER_GITHUB_APP_INSTALLATION: 'x',
    },
    /expected a number, found "x"/,
  ],
])('%j is reported', (env, message) => {
  expect(() => read(env)).toThrow(message);
});

test('no message shows a token', () => {
  const messageOf = (env: Record<string, string>): string => {
    try {
      return JSON.stringify(read(env));
    } catch (error) {
      return String(error);
    }
  };
  const broken = messageOf({ SHOWRUNNER_GITHUB_TOKEN: 'secret1 secret2' });
  expect(broken).toMatch(/expected a token/);
  const page = messageOf({ ...TOKEN, SHOWRUNNER_GITHUB_URL: 'https://ada:secret3@git.example.org' });
  expect(page).toMatch(/expected a page/);
  expect(`${broken} ${page}`).not.toMatch(/secret\d/);
});

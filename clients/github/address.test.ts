import { expect, test } from 'vitest';
import { parseHosted } from '../git/address.ts';
import { apiUrlOf, parseRemote, parseRepository } from './address.ts';

const GITHUB = 'https://github.com';

test.each([
  'https://github.com/rawkode/academy',
  'https://github.com/rawkode/academy.git',
  'https://github.com/rawkode/academy.git/',
  'https://GitHub.com/rawkode/academy/',
  'https://ada:s3cret@github.com/rawkode/academy.git',
  'https://ghp_token@github.com/rawkode/academy',
  'git@github.com:rawkode/academy.git',
  'org-123@github.com:/rawkode/academy',
  'ssh://git@github.com/rawkode/academy.git',
  'ssh://git@ssh.github.com:443/rawkode/academy.git',
])('%s is a repository of GitHub', (location) => {
  expect(parseRemote(location, GITHUB)).toEqual({ owner: 'rawkode', name: 'academy' });
});

test.each([
  '/srv/github.com/rawkode/academy',
  '.',
  'file:///github.com/rawkode/academy',
  'https://github.com@evil.example/rawkode/academy',
  'https://evil.example/github.com/rawkode/academy',
  'https://github.com.evil.example/rawkode/academy',
  'https://gist.github.com/rawkode/academy',
  'git@evil.example:github.com/rawkode/academy',
  'git@notgithub.com:rawkode/academy',
  'ssh://github.com@evil.example/rawkode/academy',
  'https://github.com/rawkode',
  'https://github.com/rawkode/academy/tree/main',
  'https://github.com/rawkode/..',
  'https://github.com/',
])('%s is none', (location) => {
  expect(parseRemote(location, GITHUB)).toBeUndefined();
});

test('an Enterprise Server counts with its port, but for ssh', () => {
  const url = 'https://git.example.org:8443';
  expect(parseRemote('https://git.example.org:8443/a/b.git', url)).toEqual({ owner: 'a', name: 'b' });
  expect(parseRemote('ssh://git@git.example.org:2222/a/b.git', url)).toEqual({ owner: 'a', name: 'b' });
  expect(parseRemote('https://git.example.org/a/b.git', url)).toBeUndefined();
  expect(parseRemote('https://github.com/a/b.git', url)).toBeUndefined();
});

test('a project of GitLab may be in groups of groups', () => {
  const url = 'https://gitlab.com';
  expect(parseHosted('git@gitlab.com:a/b/c.git', url)).toBe('a/b/c');
  expect(parseHosted('ssh://git@altssh.gitlab.com:443/a/b/c.git', url)).toBe('a/b/c');
});

test('owner/name and nothing else', () => {
  expect(parseRepository('rawkode/academy.io')).toEqual({ owner: 'rawkode', name: 'academy.io' });
  for (const text of ['', 'academy', '/academy', 'rawkode/', 'a/b/c', 'a/b?c', '../b'])
    expect(parseRepository(text), text).toBeUndefined();
});

test.each([
  ['https://github.com', 'https://api.github.com'],
  ['https://academy.ghe.com', 'https://api.academy.ghe.com'],
  ['https://git.example.org', 'https://git.example.org/api/v3'],
])('the API of %s is %s', (url, api) => {
  expect(apiUrlOf(url)).toBe(api);
});

import { expect, it } from 'vitest';
import { hideCredentials, isUrl, nameMirror } from './address.ts';

it('distinguishes a URL from a path', () => {
  const urls = [
    'https://example.org/a.git',
    'ssh://git@example.org/a',
    'file:///srv/a',
    'git@example.org:a/b.git',
  ];
  const paths = ['.', '/srv/a', '../a', 'a/b@c:d', 'C:\\\\a', 'academy'];
  expect(urls.filter(isUrl)).toEqual(urls);
  expect(paths.filter(isUrl)).toEqual([]);
});

it.each([
  ['https://ada:s3cret@example.org/a', 'https://(hidden)@example.org/a'],
  ['https://token@example.org/a', 'https://(hidden)@example.org/a'],
  ['https://ada:s3/cr@t@example.org/a', 'https://(hidden)@example.org/a'],
  ["fatal: 'ssh://ada:s3cret@example.org/a' and more", "fatal: 'ssh://(hidden)@example.org/a' and more"],
  ['ssh://git@example.org/a', 'ssh://git@example.org/a'],
  ['git@example.org:a/b.git', 'git@example.org:a/b.git'],
])('hides what logs in: %s', (text, hidden) => {
  expect(hideCredentials(text)).toBe(hidden);
});

it('names a mirror readably: the same for all credentials, different for another location', () => {
  const name = nameMirror('https://example.org/team/academy.git');
  expect(name).toMatch(/^example\.org-team-academy-[0-9a-f]{8}\.git$/);
  expect(nameMirror('https://ada:s3cret@example.org/team/academy.git')).toBe(name);
  expect(nameMirror('https://example.org/team-academy.git')).not.toBe(name);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseFile } from '../parse/parse.ts';
import type { Kind } from './kinds.ts';
import { CONTENT_LIMITS } from './limits.ts';

const { prose, text, url, name, people, list, formerEpisodeUrls } = CONTENT_LIMITS;
const ACADEMY = 'name: A\nchannelId: UCxxxxxxxxxxxxxxxxxxxxxx\nmanage: full\n';
const HEAD: Readonly<Record<Kind, string>> = {
  academy: ACADEMY,
  show: 'name: S\n',
  guest: 'name: G\n',
  sponsor: 'name: S\n',
  episode: 'title: T\n',
};

const check = (kind: Kind, text: string) => parseFile(kind, `${kind}s/a.yaml`, text).problems;
const items = (count: number, item: (n: number) => string): string =>
  `[${Array.from({ length: count }, (_, n) => item(n)).join(', ')}]`;

test.each<[Kind, string, number, (size: number) => string]>([
  ['episode', 'description', prose, (size) => 'x'.repeat(size)],
  ['episode', 'overrides.title', text, (size) => 'x'.repeat(size)],
  ['academy', 'footer', prose, (size) => 'x'.repeat(size)],
  ['show', 'description', prose, (size) => 'x'.repeat(size)],
  ['sponsor', 'message', prose, (size) => 'x'.repeat(size)],
  ['sponsor', 'url', url, (size) => `https://x.example/`.padEnd(size, 'x')],
  ['guest', 'github', url, (size) => 'x'.repeat(size)],
  ['guest', 'role', text, (size) => 'x'.repeat(size)],
  ['guest', 'aliases[0]', name, (size) => 'x'.repeat(size)],
  ['guest', 'formerNames[0]', name, (size) => 'x'.repeat(size)],
  ['episode', 'show', name, (size) => 'x'.repeat(size)],
])('%s: %s has at most %i characters', (kind, key, most, make) => {
  const file = (size: number): string => `${HEAD[kind]}${nest(key, make(size))}`;
  expect(check(kind, file(most))).toEqual([]);
  const [problem, ...others] = check(kind, file(most + 1));
  expect(others).toEqual([]);
  expect(problem?.message).toBe(`${key}: expected at most ${most} characters, found ${most + 1}`);
  expect(problem?.hint).toContain('Shorten it');
});

test.each<[Kind, string, number, (n: number) => string]>([
  ['episode', 'guests', people, (n) => `g${n}`],
  ['episode', 'hosts', people, (n) => `g${n}`],
  ['episode', 'sponsors', people, (n) => `g${n}`],
  ['episode', 'aliases', people, (n) => `g${n}`],
  ['episode', 'links', list, (n) => `https://x.example/${n}`],
  ['episode', 'tags', list, (n) => `t${n}`],
  ['episode', 'chapters', list, (n) => `{ time: "${n}:00", title: T }`],
  ['guest', 'formerNames', people, (n) => `N ${n}`],
  ['guest', 'aliases', people, (n) => `g${n}`],
  ['guest', 'social', people, (n) => `https://x.example/${n}`],
  ['academy', 'formerEpisodeUrls', formerEpisodeUrls, (n) => `https://x${n}.example/{{episode.id}}`],
])('%s: %s has at most %i items', (kind, key, most, item) => {
  const quoted = (count: number): string =>
    `${HEAD[kind]}${key}: ${items(count, (n) => (item(n).includes('{{') ? `"${item(n)}"` : item(n)))}\n`;
  expect(check(kind, quoted(most))).toEqual([]);
  const [problem, ...others] = check(kind, quoted(most + 1));
  expect(others).toEqual([]);
  expect(problem?.message).toBe(`${key}: expected a list of at most ${most}, found ${most + 1}`);
});

test('a file has at most 10,000 keys and items, however they are nested', () => {
  const file = (count: number): string => `title: T\nvars: { a: [${'1,'.repeat(count - 4)}1] }\n`;
  expect(check('episode', file(10_000))).toEqual([]);
  expect(check('episode', file(10_001))[0]).toMatchObject({
    code: 'yaml-syntax',
    message: expect.stringContaining('at most 10000 keys and items'),
  });
});

test('docs/content.md lists them', () => {
  const page = readFileSync(new URL('../../../docs/content.md', import.meta.url), 'utf8');
  const section = page.split('\n### Limits\n')[1]?.split('\n## ')[0] ?? '';
  const numbers = [...section.matchAll(/\| ([\d,]+) (?:characters|items)/g)].map(([, found = '']) =>
    Number(found.replaceAll(',', '')),
  );
  expect(numbers.slice(1)).toEqual([prose, text, url, name, people, list, formerEpisodeUrls]);
});

/** `a: x`, `a: { b: x }` or `a: [x]` */
function nest(key: string, value: string): string {
  const [outer = '', inner] = key.split(/[.[]/);
  if (inner === undefined) return `${outer}: ${value}\n`;
  return inner === '0]' ? `${outer}: [${value}]\n` : `${outer}: { ${inner}: ${value} }\n`;
}

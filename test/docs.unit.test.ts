import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../scripts/program.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const findAll = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** As GitHub makes them: small letters, words joined by hyphens. */
const listAnchors = (page: string): string[] =>
  findAll(read(page), /^#+ (.+)$/gm).map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** A link that leads nowhere, with the reason; links to the outside are not followed. */
function findFault(page: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return `${link}: no such file`;
  if (anchor !== undefined && !listAnchors(target).includes(anchor)) return `${link}: no such heading`;
  return undefined;
}

/** Whether the words name a command, or a group of them; what follows a command's name is its argument. */
function isCommand(program: Command, words: readonly string[]): boolean {
  const [word, ...rest] = words;
  if (word === undefined || program.commands.length === 0) return true;
  const command = program.commands.find((one) => one.name() === word);
  return command !== undefined && isCommand(command, rest);
}

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('has links and pictures that lead somewhere', () => {
    const links = findAll(text, /\]\(([^)\s]+)\)/g);
    expect(links.flatMap((link) => findFault(page, link) ?? [])).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const named = findAll(text, /\bnpm run ([a-z][\w:-]*)/g);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('names verbs of showrunner that exist', async () => {
    const program = await createProgram({ env: {}, words: [] });
    const named = findAll(text, /npx showrunner ((?:[a-z][\w-]*)(?: [a-z][\w-]*)?)/g);
    expect(named.filter((words) => !isCommand(program, words.split(' ')))).toEqual([]);
  });
});

test('the index names every page', () => {
  const index = read('docs/README.md');
  const missing = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  expect(missing.filter((page) => !index.includes(`(${page.slice('docs/'.length)})`))).toEqual([]);
});

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

const WIDTH = 110;
/** Printed from the schemas, with paths of other people's content as examples. */
const GENERATED = 'docs/content-reference.md';

/** Prose: a page without its fenced code, tables, pictures and the targets of its links, line by line. */
const readProse = (text: string): string[] =>
  dropFences(text)
    .split('\n')
    .filter((line) => !/^\s*[|!]/.test(line))
    .map((line) => line.replace(/\]\([^)]*\)/g, ']'));

const dropFences = (text: string): string => text.replace(/^\s*```[\s\S]*?^\s*```/gm, '');

/** Paths that a page may name though this repository has none: folders of other people's content, or made at run time. */
const ELSEWHERE: readonly RegExp[] = [
  /^thumbnails\//, // thumbnail templates of a content repository
  /^templates\//, // description templates of a content repository
  /^partials\//, // a partial, named from templates/
  /^\.github\//, // where the example workflows are copied to
  /^\.git\//, // a clone's own folder
  /^\.showrunner(\/|$)/, // the state folder
  /^node_modules\//, // of the repository that installs Showrunner
  /^temporal\//, // in the state folder
  /^FOLDER\//, // the state folder of the local YouTube
  /^\.\.\//, // outside the repository
  /^(lib|fonts|dist)\//, // of the built package
  /-mine\.json$/, // a history that the reader saves, in CONTRIBUTING
];

/** What reads as a path: with a slash, and ending in one or in an extension of ours. */
const PATH =
  /^\.?[\w*{},.-]+\/$|^\.?[\w*{},.-]+(?:\/[\w*{},.-]+)*\/(?:[\w*{},.-]+\.(?:ts|cjs|mjs|md|html|ya?ml|json|svg|png|sh))?$/;

/** A path in code quotes or in a command; with a wildcard or a name in capitals only the folder before it counts. */
const listMissingPaths = (text: string): string[] => {
  const quoted = findAll(dropFences(text), /`([^`\n]+)`/g);
  const inCommands = findAll(text, /^\s*```(?:sh|console|text)?\n([\s\S]*?)^\s*```/gm);
  return [...quoted, ...inCommands]
    .flatMap((code) => code.split(/[\s"']+/))
    .filter((word) => PATH.test(word) && !ELSEWHERE.some((pattern) => pattern.test(word)))
    .filter((word) => !existsSync(join(ROOT, word.replace(/[^/]*(?:[*{]|\b[A-Z]{2,}\b(?!\.md)).*$/, ''))));
};

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

  test.skipIf(page === GENERATED)('names paths that exist', () => {
    expect(listMissingPaths(text)).toEqual([]);
  });

  test.skipIf(page === GENERATED)(`keeps its prose within ${WIDTH} characters`, () => {
    expect(readProse(text).filter((line) => line.length > WIDTH)).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const named = findAll(text, /\bnpm run ([a-z][\w:-]*)/g);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('names commands of showrunner that exist', async () => {
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

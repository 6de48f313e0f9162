import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderProblem } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { parseFile } from './parse.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const KINDS: readonly Kind[] = ['academy', 'show', 'guest', 'sponsor', 'episode'];

/** The problems of one file as `validate` prints them. */
const renderMessages = (kind: Kind, name: string): string[] =>
  parseFile(
    kind,
    `files/${kind}/${name}`,
    readFileSync(`${FIXTURES}files/${kind}/${name}`, 'utf8'),
  ).problems.map(renderProblem);

/** Every message about one file, from YAML and from schemas: `npx vitest run --project unit domain/content/parse -u` rewrites it. */
test('fixtures/messages.txt holds the messages for each broken file', async () => {
  const messages = KINDS.flatMap((kind) =>
    readdirSync(`${FIXTURES}files/${kind}`)
      .sort()
      .flatMap((name) => renderMessages(kind, name)),
  );
  await expect(`${messages.join('\n')}\n`).toMatchFileSnapshot(`${FIXTURES}messages.txt`);
});

test.each([
  ['title: T # '.padEnd(65_537, 'x'), 'expected at most 65536 characters, found 65537'],
  [`title: T\nvars: { a: ${'['.repeat(63)}`, 'expected at most 64 levels of nesting, found more'],
  [
    `title: &t T\nvars: { a: [${'*t, '.repeat(51)}] }`,
    'expected at most 50 uses of an anchor, those inside it counted, found more',
  ],
])('reports a text beyond a limit: %.20s', (text, message) => {
  expect(parseFile('episode', 'episodes/a.yaml', text).problems.map((problem) => problem.message)).toEqual([
    message,
  ]);
});

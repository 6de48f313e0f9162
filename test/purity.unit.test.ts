import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { listSources, PRODUCT_FOLDERS, ROOT } from './support/source-files.ts';

// Rules that neither the import table nor Temporal's bundler checks. Breaking one breaks replay or makes a rendering depend on the date.

type Rule = (node: ts.Node) => boolean;

/** The global itself, not a key or a property of that name. */
const isGlobal = (node: ts.Node, ...names: string[]): boolean => {
  if (!ts.isIdentifier(node) || !names.includes(node.text)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !ts.isPropertyAssignment(parent) && !ts.isPropertySignature(parent);
};
const isMember = (node: ts.Node, object: string, key: string): boolean =>
  ts.isPropertyAccessExpression(node) && node.name.text === key && isGlobal(node.expression, object);

const readsNow: Rule = (node) =>
  isMember(node, 'Date', 'now') ||
  (ts.isNewExpression(node) && isGlobal(node.expression, 'Date') && !node.arguments?.length) ||
  (ts.isCallExpression(node) && isGlobal(node.expression, 'Date'));
const isRandom: Rule = (node) => isMember(node, 'Math', 'random') || isGlobal(node, 'crypto');
const asksProcess: Rule = (node) => isGlobal(node, 'process', 'globalThis');
const reachesOut: Rule = (node) =>
  isGlobal(node, 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'performance');
const keepsState: Rule = (node) =>
  ts.isVariableStatement(node) &&
  ts.isSourceFile(node.parent) &&
  !(node.declarationList.flags & ts.NodeFlags.Const);
const findsItself: Rule = (node) =>
  (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) ||
  isGlobal(node, '__dirname', '__filename');
/** `import { type X }` is not enough: it keeps the import itself. */
const importsActivities: Rule = (node) =>
  ts.isImportDeclaration(node) &&
  ts.isStringLiteral(node.moduleSpecifier) &&
  node.moduleSpecifier.text.includes('activities/') &&
  node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;

const WORKFLOWS: readonly Rule[] = [asksProcess, isRandom, keepsState, importsActivities];
const DOMAIN: readonly Rule[] = [readsNow, isRandom, asksProcess, reachesOut];

describe('workflows/', () => {
  it('read no process, use no randomness, have no module state and import activities as types only', () => {
    expect(findIn('workflows', WORKFLOWS)).toEqual([]);
  });

  it.each([
    "export const a = process.env['X'];",
    'export const a = globalThis.process;',
    'const a = () => Math.random();',
    'const a = crypto.randomUUID();',
    'let count = 0;',
    'export var count = 0;',
    "import { act } from '../activities/index.ts';",
    "import { type Act } from '../activities/index.ts';",
    "import '../activities/index.ts';",
  ])('may not say %s', (text) => {
    expect(find('x.ts', text, WORKFLOWS)).toHaveLength(1);
  });

  it.each([
    'function f() { let count = 0; return count; }',
    "const words = 'process.env'; // Math.random()",
    "import type { Act } from '../activities/index.ts';",
    'const a = { process: 1 };',
    'const now = Date.now();',
  ])('allows %s', (text) => {
    expect(find('x.ts', text, WORKFLOWS)).toEqual([]);
  });
});

describe('domain/', () => {
  it('reads no clock, uses no randomness and does no I/O', () => {
    expect(findIn('domain', DOMAIN)).toEqual([]);
  });

  it.each([
    'const a = Date.now();',
    'const a = [1].map(Date.now);',
    'const a = new Date();',
    'const a = new Date;',
    'const a = Date();',
    'const a = Math.random();',
    "const a = fetch('x');",
    'const a = process.cwd();',
    'setTimeout(() => 1, 1);',
    'const a = performance.timeOrigin;',
  ])('may not say %s', (text) => {
    expect(find('x.ts', text, DOMAIN)).toHaveLength(1);
  });

  it.each(['const a = new Date(0);', 'const a = Date.parse(b);', 'const a = b.fetch(c);'])(
    'allows %s',
    (text) => {
      expect(find('x.ts', text, DOMAIN)).toEqual([]);
    },
  );
});

describe('where files are', () => {
  it.each([...PRODUCT_FOLDERS, 'scripts', 'emulator', 'tools', 'build'])('%s/ asks layout/', (folder) => {
    // Only tests use emulator/python/.
    const paths = listSources(folder).filter((path) => !path.includes('/python/'));
    expect(
      paths.flatMap((path) => find(path, readFileSync(join(ROOT, path), 'utf8'), [findsItself])),
    ).toEqual([]);
  });

  it.each(["new URL('x', import.meta.url);", 'const a = import.meta.dirname;', 'const a = __dirname;'])(
    'may not say %s',
    (text) => {
      expect(find('x.ts', text, [findsItself])).toHaveLength(1);
    },
  );
});

describe('the names of types', () => {
  it('are exported by one file each', () => {
    const files = [...PRODUCT_FOLDERS, 'scripts', 'emulator', 'tools', 'layout', 'build', 'test'].flatMap(
      listSources,
    );
    const seen = new Map<string, string>();
    const again = files.flatMap(listExportedTypes).flatMap(({ name, path }) => {
      const first = seen.get(name);
      seen.set(name, first ?? path);
      return first === undefined ? [] : [`${name}: ${first}, ${path}`];
    });
    expect(again).toEqual([]);
    expect(seen.size).toBeGreaterThan(200);
  });
});

const listExportedTypes = (path: string): { readonly name: string; readonly path: string }[] =>
  [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^export (?:type|interface|class) (\w+)/gm)].map(
    ([, name = '']) => ({ name, path }),
  );

function findIn(folder: string, rules: readonly Rule[]): string[] {
  const paths = listSources(folder);
  expect(paths.length).toBeGreaterThan(15);
  return paths.flatMap((path) => find(path, readFileSync(join(ROOT, path), 'utf8'), rules));
}

function find(path: string, text: string, rules: readonly Rule[]): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    if (rules.some((breaks) => breaks(node))) found.push(`${path}:${line + 1} ${node.getText(source)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

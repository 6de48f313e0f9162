import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { chinese, inter, japanese, scripts, symbolSubsets } from './families.ts';

const require = createRequire(import.meta.url);
const page = readFileSync(new URL('../../docs/licences.md', import.meta.url), 'utf8');
const rowOf = (name: string) => page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';

type Metadata = {
  readonly license: { readonly type: string; readonly url: string; readonly attribution: string };
};

const packages = new Set(
  [inter, ...scripts, japanese, chinese, symbolSubsets].map((family) => family.package),
);

it.each([...packages])('docs/licences.md lists %s with its licence and authors', (name) => {
  const { license } = require(`${name}/metadata.json`) as Metadata;
  const row = rowOf(name);
  expect(row).toContain(`[${license.type}](${license.url})`);
  const [, makers = ''] = /\| ([^|]+) \|$/.exec(row) ?? [];
  expect(makers).toMatch(/^Copyright .{20}/);
  expect(license.attribution.replace(/\s+/g, ' ')).toContain(makers);
});

it('docs/licences.md credits Twemoji', () => {
  expect(rowOf('@twemoji/svg')).toContain('[CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/)');
});

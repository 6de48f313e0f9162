import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { templateNames } from '../drawing/templates/index.ts';
import { listPages } from './pictures/gallery-pages.ts';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));
const text = readFileSync(`${DOCS}gallery.md`, 'utf8');
const named = [...text.matchAll(/!\[[^\]]*\]\((pictures\/gallery\/[^)]+)\)/g)].map(([, path = '']) => path);
const made = [...templateNames, ...listPages().map(({ file }) => file)].map(
  (name) => `pictures/gallery/${name}.webp`,
);

test('the gallery shows every sheet and every template, and nothing else', () => {
  expect(named.toSorted()).toEqual(made.toSorted());
});

test.each(made)('%s is smaller than 400 KB', (path) => {
  expect(statSync(`${DOCS}${path}`).size).toBeLessThan(400_000);
});

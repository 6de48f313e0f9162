import { readFileSync } from 'node:fs';
import type { Font } from 'satori';
import { readCoverage } from './cmap.ts';
import { type Family, listSubsets, type Subset } from './families.ts';
import { flipHeights } from './flip-gpos.ts';
import { readWoff, writeTrueType } from './woff.ts';

/** A font for satori, and the code points that it has. */
export type LoadedFont = { readonly font: Font; readonly covers: ReadonlySet<number> };

/** Finds the file of a family with a glyph for the code point. Files are read when first needed: CJK families have a hundred each. */
export function findFont(family: Family, codePoint: number): LoadedFont | undefined {
  return listSubsets(family)
    .filter(({ ranges }) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last))
    .map(load)
    .find(({ covers }) => covers.has(codePoint));
}

// satori caches parsed fonts by the identity of the bytes.
const loaded = new Map<string, LoadedFont>();

function load({ name, file }: Subset): LoadedFont {
  const known = loaded.get(file);
  if (known) return known;
  const tables = readWoff(readFileSync(file));
  const gpos = tables.get('GPOS');
  const data = writeTrueType(gpos ? new Map([...tables, ['GPOS', flipHeights(gpos)]]) : tables);
  const font = {
    font: { name, weight: 800, style: 'normal', data } as const,
    covers: readCoverage(tables.get('cmap') ?? Buffer.alloc(4)),
  };
  loaded.set(file, font);
  return font;
}

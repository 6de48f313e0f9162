import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Fonts that belong together: the subset files of one npm package in one weight. */
export type Family = {
  readonly package: string;
  readonly weight: 400 | 800;
  /** Named subsets of other scripts, which look better in the family made for them. */
  readonly without: readonly string[];
  /** Only titles with such a character are drawn with it; absent: all. */
  readonly script?: RegExp;
};

const western = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'];
const symbols = ['math', 'symbols'];

/** Latin, Greek, Cyrillic, Vietnamese, and the digits and punctuation of everything else. */
export const inter: Family = { package: '@fontsource/inter', weight: 800, without: [] };

/** Each for its script. */
export const scripts: readonly Family[] = [
  {
    package: '@fontsource/noto-sans-arabic',
    weight: 800,
    without: [...western, ...symbols],
    script: /\p{Script_Extensions=Arabic}/u,
  },
  {
    package: '@fontsource/noto-sans-hebrew',
    weight: 800,
    without: western,
    script: /\p{Script=Hebrew}/u,
  },
  {
    package: '@fontsource/noto-sans-devanagari',
    weight: 800,
    without: western,
    script: /\p{Script_Extensions=Devanagari}/u,
  },
  {
    package: '@fontsource/nanum-gothic',
    weight: 800,
    without: western,
    script: /\p{Script=Hangul}/u,
  },
];

/** Han characters are in both, drawn as each country writes them. */
export const japanese: Family = { package: '@fontsource/dela-gothic-one', weight: 400, without: western };
export const chinese: Family = {
  package: '@fontsource/zcool-qingke-huangyou',
  weight: 400,
  without: western,
};

/** Mathematics of the Arabic package. Most arrows and stars are in the Japanese family. */
export const signs: Family = {
  package: '@fontsource/noto-sans-arabic',
  weight: 800,
  without: [...western, 'arabic'],
};

/** One file of a family: the code points that its package announces for it. */
export type Subset = { readonly name: string; readonly file: string; readonly ranges: readonly Range[] };
type Range = readonly [first: number, last: number];

/** The subsets of a family in the order of its package, read from there once. */
export function listSubsets(family: Family): readonly Subset[] {
  const known = listed.get(family);
  if (known) return known;
  const announced = readJson(`${family.package}/unicode.json`);
  const subsets = Object.entries(announced).flatMap(([key, ranges]) => {
    const subset = key.replace(/[[\]]/g, '');
    return family.without.includes(subset) ? [] : [nameSubset(family, subset, ranges)];
  });
  listed.set(family, subsets);
  return subsets;
}

const listed = new Map<Family, readonly Subset[]>();

function nameSubset({ package: from, weight }: Family, subset: string, ranges: string): Subset {
  const [, id = ''] = from.split('/');
  const file = `${from}/files/${id}-${subset}-${weight}-normal.woff`;
  return { name: `${id} ${subset}`, file: require.resolve(file), ranges: ranges.split(',').map(parseRange) };
}

function parseRange(range: string): Range {
  const [first = '', last = first] = range.replace('U+', '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

function readJson(path: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(require.resolve(path), 'utf8')) as Record<string, string>;
}

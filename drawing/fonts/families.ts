import { readFileSync } from 'node:fs';
import { locateFont } from '../../layout/index.ts';

/** A font family: the subset files of one npm package in one weight. */
export type Family = {
  readonly package: string;
  readonly weight: 400 | 800;
  /** Subsets to skip, because another family is made for their script. */
  readonly without: readonly string[];
  /** Used only for texts with such a character; absent: for all. */
  readonly script?: RegExp;
};

const western = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'];
const symbols = ['math', 'symbols'];

/** Latin, Greek, Cyrillic, Vietnamese, and digits and punctuation of all scripts. */
export const inter: Family = { package: '@fontsource/inter', weight: 800, without: [] };

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

/** Both have Han characters, each in the style of its country. */
export const japanese: Family = { package: '@fontsource/dela-gothic-one', weight: 400, without: western };
export const chinese: Family = {
  package: '@fontsource/zcool-qingke-huangyou',
  weight: 400,
  without: western,
};

/** Mathematical symbols of the Arabic package. Most arrows and stars are in the Japanese family. */
export const symbolSubsets: Family = {
  package: '@fontsource/noto-sans-arabic',
  weight: 800,
  without: [...western, 'arabic'],
};

/** One file of a family, with its code points according to the package. */
export type Subset = {
  readonly name: string;
  readonly file: string;
  /** The file as `locateFont` takes it. */
  readonly path: string;
  readonly ranges: readonly Range[];
};
type Range = readonly [first: number, last: number];

/** Lists the subsets of a family in the order of its package. Cached. */
export function listSubsets(family: Family): readonly Subset[] {
  const known = listed.get(family);
  if (known) return known;
  const rangesBySubset = readJson(`${family.package}/unicode.json`);
  const subsets = Object.entries(rangesBySubset).flatMap(([key, ranges]) => {
    const subset = key.replace(/[[\]]/g, '');
    return family.without.includes(subset) ? [] : [nameSubset(family, subset, ranges)];
  });
  listed.set(family, subsets);
  return subsets;
}

/** Every file that drawing may read, and the licences, as `locateFont` takes them. */
export const listFontFiles = (): readonly string[] => [
  ...new Set([inter, ...scripts, japanese, chinese, symbolSubsets].flatMap(listFiles)),
];

const listFiles = (family: Family): readonly string[] => [
  ...listSubsets(family).map(({ path }) => path),
  `${family.package}/unicode.json`,
  `${family.package}/metadata.json`,
  `${family.package}/LICENSE`,
];

const listed = new Map<Family, readonly Subset[]>();

function nameSubset({ package: from, weight }: Family, subset: string, ranges: string): Subset {
  const [, id = ''] = from.split('/');
  const path = `${from}/files/${id}-${subset}-${weight}-normal.woff`;
  return { name: `${id} ${subset}`, path, file: locateFont(path), ranges: ranges.split(',').map(parseRange) };
}

function parseRange(range: string): Range {
  const [first = '', last = first] = range.replace('U+', '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

function readJson(path: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(locateFont(path), 'utf8')) as Record<string, string>;
}

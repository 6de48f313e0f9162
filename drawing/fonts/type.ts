import type { Font } from 'satori';
import { segmentGraphemes } from '../text/segment.ts';
import { drawEmoji, isEmoji } from './emoji.ts';
import { type Family, inter, scripts, signs } from './families.ts';
import { hasHan, orderHan } from './han.ts';
import { findFont, type LoadedFont } from './load.ts';

/** What texts are set in: fonts in the order of preference, and emoji by the characters they stand for. */
export type Type = {
  readonly fonts: Font[];
  readonly images: Readonly<Record<string, string>>;
  /** What neither a font nor an emoji shows, one entry for what a reader sees as one character. */
  readonly missing: readonly string[];
};

/** What templates write by themselves. */
const always = ' …+#0123456789nVSLIVE';

/**
 * Finds the fonts that these texts need, and no more: a file is read when a character of it is first asked for.
 *
 * @param texts the title first: it decides how Han characters are written where `language` (BCP 47) does not
 */
export async function chooseType(texts: readonly string[], language?: string): Promise<Type> {
  const clusters = [...new Set([always, ...texts].flatMap(segmentGraphemes))].filter(isVisible);
  const pictures = await drawEmojis(clusters.filter(isEmoji));
  const letters = clusters.filter((cluster) => !pictures.has(cluster));
  const fonts = findFonts(orderFamilies(texts, language), letters);
  const bare = letters.filter((cluster) => !shows(fonts, cluster));
  const substitutes = await drawEmojis(bare);
  return {
    fonts: fonts.map(({ font }) => font),
    images: Object.fromEntries([...pictures, ...substitutes]),
    missing: bare.filter((cluster) => !substitutes.has(cluster)),
  };
}

/** Whether it is more than controls and selectors, which no font needs to have. */
export function isVisible(cluster: string): boolean {
  return !/^\p{Default_Ignorable_Code_Point}*$/u.test(cluster);
}

async function drawEmojis(clusters: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const drawn = new Map<string, string>();
  for (const cluster of clusters) {
    const image = await drawEmoji(cluster);
    if (image) drawn.set(cluster, image);
  }
  return drawn;
}

// The CJK families have signs too, which a Latin title wants only where nothing else has them.
function orderFamilies(texts: readonly string[], language?: string): readonly Family[] {
  const written = texts.join('');
  const needed = scripts.filter(({ script }) => script?.test(written));
  const han = orderHan(texts, language);
  return [inter, ...needed, ...(hasHan(texts) ? [...han, signs] : [signs, ...han])];
}

function findFonts(families: readonly Family[], clusters: readonly string[]): readonly LoadedFont[] {
  const found = new Map<LoadedFont, number>();
  for (const cluster of clusters) {
    for (const [rank, family] of families.entries()) {
      const font = findFont(family, cluster.codePointAt(0) ?? 0);
      if (font) found.set(font, rank);
      if (font) break;
    }
  }
  return [...found].sort(([, a], [, b]) => a - b).map(([font]) => font);
}

/** satori chooses by the first code point of a cluster; the rest must be in the same font. */
function shows(fonts: readonly LoadedFont[], cluster: string): boolean {
  const codes = [...cluster].filter(isVisible).map((character) => character.codePointAt(0) ?? 0);
  const chosen = fonts.find(({ covers }) => covers.has(codes[0] ?? 0));
  return codes.every((code) => chosen?.covers.has(code));
}

import type { Font } from 'satori';
import { segmentGraphemes } from '../text/segment.ts';
import { drawEmoji, isEmoji } from './emoji.ts';
import { type Family, inter, scripts, symbolSubsets } from './families.ts';
import { findFont, type LoadedFont } from './load.ts';
import { hasHan, orderHanFamilies } from './order-han.ts';

/** What texts are drawn with: fonts in order of preference, and emoji pictures by their characters. */
export type FontSet = {
  readonly fonts: Font[];
  readonly images: Readonly<Record<string, string>>;
  /** Grapheme clusters that neither a font nor an emoji has. */
  readonly missing: readonly string[];
};

/** Characters that templates add. */
const templateCharacters = ' …+#0123456789nVSLIVE';

/**
 * Finds the fonts that these texts need. A font file is read when one of its characters is first needed.
 *
 * @param texts the title first: without `language` (BCP 47), it decides the style of Han characters
 * @param scale pixels for one pixel of the canvas, for emoji
 */
export async function chooseFonts(
  texts: readonly string[],
  language?: string,
  scale?: number,
): Promise<FontSet> {
  const clusters = [...new Set([templateCharacters, ...texts].flatMap(segmentGraphemes))].filter(isVisible);
  const pictures = await drawEmojis(clusters.filter(isEmoji), scale);
  const letters = clusters.filter((cluster) => !pictures.has(cluster));
  const fonts = findFonts(orderFamilies(texts, language), letters);
  const uncovered = letters.filter((cluster) => !shows(fonts, cluster));
  const substitutes = await drawEmojis(uncovered, scale);
  return {
    fonts: fonts.map(({ font }) => font),
    images: Object.fromEntries([...pictures, ...substitutes]),
    missing: uncovered.filter((cluster) => !substitutes.has(cluster)),
  };
}

/** Whether it has more than controls and selectors, which need no glyph. */
export function isVisible(cluster: string): boolean {
  return !/^\p{Default_Ignorable_Code_Point}*$/u.test(cluster);
}

async function drawEmojis(
  clusters: readonly string[],
  scale: number | undefined,
): Promise<ReadonlyMap<string, string>> {
  const drawn = new Map<string, string>();
  for (const cluster of clusters) {
    const image = await drawEmoji(cluster, scale);
    if (image) drawn.set(cluster, image);
  }
  return drawn;
}

// The CJK families have symbols too, which a Latin title should use only when no other family has them.
function orderFamilies(texts: readonly string[], language?: string): readonly Family[] {
  const written = texts.join('');
  const needed = scripts.filter(({ script }) => script?.test(written));
  const han = orderHanFamilies(texts, language);
  return [inter, ...needed, ...(hasHan(texts) ? [...han, symbolSubsets] : [symbolSubsets, ...han])];
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

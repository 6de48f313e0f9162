import satori, { type SatoriNode } from 'satori';
import { ThumbnailError } from '../errors.ts';
import { describeMissing } from '../fonts/describe-missing.ts';
import { type FontSet, isVisible } from '../fonts/font-set.ts';
import type { Element } from '../templates/element.ts';

/** Pixels; a missing side grows with the content. */
export type Extent = { readonly width: number; readonly height?: number } | { readonly height: number };

/**
 * Lays out an element tree and returns it as SVG with its text as paths.
 *
 * @param fontSet for every text in the tree; a missing glyph is an error, where satori would draw a box
 * @param onElement receives the box of every element; with it, the SVG has no paths
 * @throws ThumbnailError `glyphs`
 */
export async function typeset(
  element: Element,
  extent: Extent,
  { fonts, images }: FontSet,
  onElement?: (node: SatoriNode) => void,
): Promise<string> {
  const missing = new Set<string>();
  const pictured = new Set(Object.keys(images).join(''));
  const svg = await satori(asNode(element), {
    ...extent,
    fonts,
    graphemeImages: { ...images },
    loadAdditionalAsset: async (_language, text) => {
      for (const character of text)
        if (isVisible(character) && !pictured.has(character)) missing.add(character);
      return [];
    },
    ...(onElement ? { onNodeDetected: onElement, pointScaleFactor: 0, embedFont: false } : {}),
  });
  if (missing.size > 0) throw new ThumbnailError('glyphs', describeMissing([...missing]));
  return svg;
}

// satori's type is React's, which is not installed; it reads only these objects. fontSynthesis: the CJK fonts are bold already.
function asNode({ type, props }: Element): Parameters<typeof satori>[0] {
  const root = { type, props: { ...props, style: { fontSynthesis: 'none', ...props.style } } };
  return root as unknown as Parameters<typeof satori>[0];
}

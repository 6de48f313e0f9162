import satori, { type SatoriNode } from 'satori';
import { ThumbnailError } from '../errors.ts';
import { describeMissing } from '../fonts/missing.ts';
import { isVisible, type Type } from '../fonts/type.ts';
import type { Element } from '../templates/element.ts';

/** Pixels; a side that is left out grows with its content. */
export type Extent = { readonly width: number; readonly height?: number } | { readonly height: number };

/**
 * An element tree as SVG with its text as paths.
 *
 * @param type made for every text in the tree; what it does not have is an error, where satori would draw a box
 * @param see is told the place of every element, which is all that is wanted then: the SVG holds no paths
 */
export async function typeset(
  element: Element,
  extent: Extent,
  { fonts, images }: Type,
  see?: (node: SatoriNode) => void,
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
    ...(see ? { onNodeDetected: see, pointScaleFactor: 0, embedFont: false } : {}),
  });
  if (missing.size > 0) throw new ThumbnailError('glyphs', describeMissing([...missing]));
  return svg;
}

// satori's type is React's, and React is not here; the objects are all it reads. It would embolden the CJK fonts, which are black already.
function asNode({ type, props }: Element): Parameters<typeof satori>[0] {
  const root = { type, props: { ...props, style: { fontSynthesis: 'none', ...props.style } } };
  return root as unknown as Parameters<typeof satori>[0];
}

import satori from 'satori';
import { ThumbnailError } from './errors.ts';
import { fonts } from './fonts.ts';
import type { Element } from './templates/element.ts';

/** Pixels; a side that is left out grows with its content. */
export type Extent = { readonly width: number; readonly height?: number } | { readonly height: number };

/** An element tree as SVG with its text as paths. Characters that no font has are an error: satori would draw boxes. */
export async function typeset(element: Element, extent: Extent): Promise<string> {
  const missing = new Set<string>();
  const loadAdditionalAsset = async (_language: string, text: string) => {
    for (const character of text) missing.add(character);
    return [];
  };
  const svg = await satori(asNode(element), { ...extent, fonts, loadAdditionalAsset });
  if (missing.size > 0) throw new ThumbnailError('glyphs', describe([...missing]));
  return svg;
}

// satori's type is React's, and React is not here; the objects are all it reads.
function asNode(element: Element): Parameters<typeof satori>[0] {
  return element as unknown as Parameters<typeof satori>[0];
}

function describe(characters: readonly string[]): string {
  const named = characters.map((character) => `"${character}" (${codePoint(character)})`);
  return `no font has the characters ${named.join(', ')}; Latin, Cyrillic, Greek and Vietnamese can be drawn`;
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}

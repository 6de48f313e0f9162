import type { FileRef } from '../../content/catalog/pictures.ts';
import type { Position } from '../../shared/key-path.ts';
import type { Face } from './face.ts';

/** CSS as satori takes it: names in camel case, pixels as numbers. */
export type PageStyle = Readonly<Record<string, string | number>>;

/**
 * What an HTML template shows, its placeholders filled, and where each was written. A `box` holds others; a `fit` is a text as large as its box of `width`
 * and `height` pixels allows; faces and logos have such a box too.
 */
export type PageNode = Position &
  (
    | { readonly kind: 'box'; readonly style: PageStyle; readonly children: readonly PageNode[] }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'fit'; readonly style: PageStyle; readonly text: string }
    | { readonly kind: 'face'; readonly style: PageStyle; readonly face: Face }
    | { readonly kind: 'logo'; readonly style: PageStyle; readonly file: FileRef }
  );

export type Page = Extract<PageNode, { kind: 'box' }> & { readonly file: string };

/** Everything in a page, itself first. */
export function* walkPage(node: PageNode): Generator<PageNode> {
  yield node;
  if (node.kind === 'box') for (const child of node.children) yield* walkPage(child);
}

/** All its texts, for the fonts they need. */
export const textsOf = (page: PageNode): readonly string[] =>
  [...walkPage(page)].flatMap((node) => ('text' in node ? [node.text] : []));

/** What of a page can be seen: neither where it was written nor where its files stand. */
export function shownByPage(node: PageNode): unknown {
  switch (node.kind) {
    case 'box':
      return { style: node.style, children: node.children.map(shownByPage) };
    case 'text':
      return node.text;
    case 'fit':
      return { style: node.style, fit: node.text };
    case 'face':
      return { style: node.style, face: { ...node.face, avatar: node.face.avatar?.blob } };
    case 'logo':
      return { style: node.style, logo: node.file.blob };
  }
}

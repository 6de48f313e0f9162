import type { FileRef } from '../../content/catalog/pictures.ts';
import type { Position } from '../../shared/key-path.ts';
import type { Face } from './face.ts';

/** CSS as satori expects it: names in camel case, pixels as numbers. */
export type PageStyle = Readonly<Record<string, string | number>>;

/**
 * An HTML template with its placeholders filled, and the place of each node in the source. A `box` contains other nodes. A `fit` is a text that is as
 * large as its box of `width` and `height` pixels allows; faces and logos have such a box too.
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

/** All nodes of a page, starting with the page itself. */
export function* walkPage(node: PageNode): Generator<PageNode> {
  yield node;
  if (node.kind === 'box') for (const child of node.children) yield* walkPage(child);
}

/** All texts of a page, to choose the fonts that they need. */
export const textsOf = (page: PageNode): readonly string[] =>
  [...walkPage(page)].flatMap((node) => ('text' in node ? [node.text] : []));

/** The faces that a page shows. */
export const facesOf = (page: PageNode): readonly Face[] =>
  [...walkPage(page)].flatMap((node) => (node.kind === 'face' ? [node.face] : []));

/** The visible part of a page, without source places and file paths. */
export function visibleInPage(node: PageNode): unknown {
  switch (node.kind) {
    case 'box':
      return { style: node.style, children: node.children.map(visibleInPage) };
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

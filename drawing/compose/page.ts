import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Page, PageNode, PageStyle } from '../../domain/render/thumbnail/page-tree.ts';
import { createCache } from '../cache.ts';
import { ThumbnailError } from '../errors.ts';
import type { FontSet } from '../fonts/font-set.ts';
import { bakeFace, bakeLogo } from '../pictures/bake-page-images.ts';
import type { Size } from '../pictures/decode.ts';
import type { ReadFile } from '../process/protocol.ts';
import { type Element, h, type Style } from '../templates/element.ts';
import { canvas } from '../templates/template.ts';
import { drawStage } from '../templates/text.ts';
import { at } from '../templates/tiles.ts';
import { typeset } from '../text/typeset.ts';
import type { Drawing } from './layers.ts';
import {
  composeFit,
  composeImage,
  composeInitials,
  composeText,
  sizeOf,
  withPosition,
} from './page-elements.ts';

const baked = createCache<string>(24, { bytesOf: (uri) => uri.length, most: 60_000_000 });
/** Pixels, for rounding by the layout. */
const tolerance = 1;

export type PageInput = Drawing & { readonly readFile: ReadFile };

/**
 * Composes the stage of an HTML template, as `compose` of a built-in template does: texts fitted, faces in their boxes.
 *
 * @throws ThumbnailError `template` with the line of what leaves the canvas, which could abort the process
 */
export async function composePage(page: Page, input: PageInput): Promise<Element> {
  const root = { ...letters, ...page.style, ...at(canvas) };
  const stage = drawStage([h('div', root, await composeAll(page.children, input))]);
  await assertOnCanvas(stage, page.file, input.fontSet);
  return stage;
}

const letters: Style = { fontSize: 40, fontWeight: 800, lineHeight: 1.2 };

// One by one: the process requests one file at a time.
async function composeAll(nodes: readonly PageNode[], input: PageInput): Promise<Element[]> {
  const elements: Element[] = [];
  for (const node of nodes) elements.push(withPosition(await compose(node, input), node));
  return elements;
}

async function compose(node: PageNode, input: PageInput): Promise<Element> {
  switch (node.kind) {
    case 'box':
      return composeBox(node.style, node.children, input);
    case 'text':
      return composeText(node.text, node);
    case 'fit':
      return composeFit(node.text, node.style, input.fontSet);
    case 'face':
      if (node.face.avatar === undefined) return composeInitials(node.face, node.style);
      return composeImage(node.style, await bake(node.face.avatar, node.style, input, bakeFace));
    case 'logo':
      return composeImage(node.style, await bake(node.file, node.style, input, bakeLogo));
  }
}

/** A single text gets the whole width, so that `text-align` has an effect. */
async function composeBox(
  style: PageStyle,
  children: readonly PageNode[],
  input: PageInput,
): Promise<Element> {
  const elements = await composeAll(children, input);
  const isAlone = children.length === 1 && children[0]?.kind === 'text' && style['textAlign'] !== undefined;
  return h('div', style, isAlone ? elements.map(widen) : elements);
}

const widen = ({ type, props }: Element): Element => ({
  type,
  props: { ...props, style: { ...props.style, width: '100%' } },
});

type Bake = (bytes: Buffer, name: string, box: Size, radius: number) => Promise<Buffer>;

/** As large as it will be drawn; the layout shows it in its box. */
async function bake(
  file: FileRef,
  style: PageStyle,
  { readFile, scale }: PageInput,
  draw: Bake,
): Promise<string> {
  const { width, height } = sizeOf(style);
  const box = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const radius = scale * radiusOf(style['borderRadius'], { width, height });
  const key = `${draw.name} ${file.blob} ${box.width}x${box.height} ${radius}`;
  return baked(key, async () => {
    const png = await draw(await readFile(file), file.path, box, radius);
    return `data:image/png;base64,${png.toString('base64')}`;
  });
}

function radiusOf(radius: string | number | undefined, { width, height }: Size): number {
  const side = Math.min(width, height);
  if (typeof radius === 'string') return Math.round((side * Math.min(50, Number.parseFloat(radius))) / 100);
  return Math.min(radius ?? 0, side / 2);
}

async function assertOnCanvas(stage: Element, file: string, fontSet: FontSet): Promise<void> {
  let fault: string | undefined;
  await typeset(stage, canvas, fontSet, ({ left, top, width, height, props, textContent }) => {
    const inside =
      left >= -tolerance &&
      top >= -tolerance &&
      left + width <= canvas.width + tolerance &&
      top + height <= canvas.height + tolerance;
    if (inside || fault !== undefined) return;
    const edges = [left, top, left + width, top + height].map((edge) => Math.round(edge));
    const what = textContent === undefined ? 'an element' : `the text "${textContent.slice(0, 40)}"`;
    fault = `${file}:${props['data-position'] ?? '1:1'}: ${what} leaves the canvas of 1280x720: it reaches from ${edges[0]},${edges[1]} to ${edges[2]},${edges[3]}. Make it smaller, or let data-fit fit the text`;
  });
  if (fault !== undefined) throw new ThumbnailError('template', fault);
}

import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Page, PageNode, PageStyle } from '../../domain/render/thumbnail/page-tree.ts';
import { createCache } from '../cache.ts';
import { ThumbnailError } from '../errors.ts';
import type { Type } from '../fonts/type.ts';
import { bakeFace, bakeLogo } from '../pictures/bake-page.ts';
import type { Size } from '../pictures/decode.ts';
import type { ReadFile } from '../process/protocol.ts';
import { type Element, h, type Style } from '../templates/element.ts';
import { canvas } from '../templates/template.ts';
import { drawStage } from '../templates/text.ts';
import { at } from '../templates/tiles.ts';
import { typeset } from '../text/typeset.ts';
import { composeFit, composeImage, composeInitials, composeText, sizeOf, withSpot } from './page-elements.ts';

const baked = createCache<string>(24);
/** Rounding of the layout. */
const slack = 1;

/** What it takes to compose a page. */
export type Tools = { readonly type: Type; readonly readFile: ReadFile };

/**
 * The stage of an HTML template, as `compose` of a built-in one answers it: texts fitted, faces in their boxes.
 *
 * @throws ThumbnailError `template` where anything leaves the canvas, which could end the process: with its line
 */
export async function composePage(page: Page, tools: Tools): Promise<Element> {
  const root = { ...letters, ...page.style, ...at(canvas) };
  const stage = drawStage([h('div', root, await composeAll(page.children, tools))]);
  await assertOnCanvas(stage, page.file, tools.type);
  return stage;
}

const letters: Style = { fontSize: 40, fontWeight: 800, lineHeight: 1.2 };

// One after the other: the process asks for one file at a time.
async function composeAll(nodes: readonly PageNode[], tools: Tools): Promise<Element[]> {
  const elements: Element[] = [];
  for (const node of nodes) elements.push(withSpot(await compose(node, tools), node));
  return elements;
}

async function compose(node: PageNode, tools: Tools): Promise<Element> {
  switch (node.kind) {
    case 'box':
      return composeBox(node.style, node.children, tools);
    case 'text':
      return composeText(node.text, node);
    case 'fit':
      return composeFit(node.text, node.style, tools.type);
    case 'face':
      if (node.face.avatar === undefined) return composeInitials(node.face, node.style);
      return composeImage(node.style, await bake(node.face.avatar, node.style, tools, bakeFace));
    case 'logo':
      return composeImage(node.style, await bake(node.file, node.style, tools, bakeLogo));
  }
}

/** A text that is alone takes the whole width: `text-align` has something to align it in. */
async function composeBox(style: PageStyle, children: readonly PageNode[], tools: Tools): Promise<Element> {
  const elements = await composeAll(children, tools);
  const isAlone = children.length === 1 && children[0]?.kind === 'text' && style['textAlign'] !== undefined;
  return h('div', style, isAlone ? elements.map(widen) : elements);
}

const widen = ({ type, props }: Element): Element => ({
  type,
  props: { ...props, style: { ...props.style, width: '100%' } },
});

type Bake = (bytes: Buffer, name: string, box: Size, radius: number) => Promise<Buffer>;

async function bake(file: FileRef, style: PageStyle, { readFile }: Tools, draw: Bake): Promise<string> {
  const box = sizeOf(style);
  const radius = radiusOf(style['borderRadius'], box);
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

async function assertOnCanvas(stage: Element, file: string, type: Type): Promise<void> {
  let fault: string | undefined;
  await typeset(stage, canvas, type, ({ left, top, width, height, props, textContent }) => {
    const inside =
      left >= -slack &&
      top >= -slack &&
      left + width <= canvas.width + slack &&
      top + height <= canvas.height + slack;
    if (inside || fault !== undefined) return;
    const edges = [left, top, left + width, top + height].map((edge) => Math.round(edge));
    const what = textContent === undefined ? 'an element' : `the text "${textContent.slice(0, 40)}"`;
    fault = `${file}:${props['data-spot'] ?? '1:1'}: ${what} leaves the canvas of 1280x720: it reaches from ${edges[0]},${edges[1]} to ${edges[2]},${edges[3]}. Make it smaller, or let data-fit fit the text`;
  });
  if (fault !== undefined) throw new ThumbnailError('template', fault);
}

import { createCache } from '../cache.ts';
import type { FontSet } from '../fonts/font-set.ts';
import { drawLayer, type Frame } from '../pictures/frame.ts';
import { type Layer, rasterizeSvg } from '../pictures/raster.ts';
import type { Box } from '../templates/box.ts';
import type { Element } from '../templates/element.ts';
import { scaleBox } from '../templates/scale.ts';
import { canvas } from '../templates/template.ts';
import { typeset } from '../text/typeset.ts';

// Letters may reach a little outside their box.
const bleed = 48;

// Badges, initials and "VS" are the same in many pictures.
const drawn = createCache<Layer>(16, { bytesOf: ({ pixels }) => pixels.length, most: 60_000_000 });

/** The fonts, and pixels of the frame for one pixel of the canvas. */
export type Drawing = { readonly fontSet: FontSet; readonly scale: number };

/** Draws the children of a stage one by one, each in its own box: fewer pixels to fill, and cached ones are not drawn again. */
export async function drawElements(frame: Frame, stage: Element, drawing: Drawing): Promise<void> {
  const { children = [] } = stage.props;
  const boxes = typeof children === 'string' ? [] : children.map(boxOf);
  const whole = typeof children === 'string' || boxes.includes(undefined);
  if (whole) return drawLayer(frame, await drawElement(stage, canvas, drawing), canvas);
  for (const [index, element] of children.entries()) await drawChild(frame, element, boxes[index], drawing);
}

async function drawChild(
  frame: Frame,
  element: Element,
  box: Box | undefined,
  drawing: Drawing,
): Promise<void> {
  if (!box) return;
  const { scale } = drawing;
  const room = grow(box, scale);
  if (room.width <= 0 || room.height <= 0) return;
  drawLayer(frame, await drawElement(moveBy(element, room), room, drawing), scaleBox(room, scale));
}

/** Laid out on the canvas and then drawn larger: a layout of other sizes would round and break lines differently. */
function drawElement(element: Element, { width, height }: Box, { fontSet, scale }: Drawing): Promise<Layer> {
  const key = JSON.stringify([element, width, height, scale, fontSet.fonts.map(({ name }) => name)]);
  return drawn(key, async () =>
    rasterizeSvg(await typeset(wrap(element), { width, height }, fontSet), scale),
  );
}

// satori positions an element absolutely only inside another.
const wrap = (element: Element): Element => ({
  type: 'div',
  props: { style: { display: 'flex', width: '100%', height: '100%' }, children: [element] },
});

function boxOf({ props: { style } }: Element): Box | undefined {
  const { position, left: x, top: y, width, height } = style;
  if (position !== 'absolute') return undefined;
  if (typeof x !== 'number' || typeof y !== 'number') return undefined;
  return typeof width === 'number' && typeof height === 'number' ? { x, y, width, height } : undefined;
}

/** A box with bleed, within the canvas, in whole pixels of the canvas and of the frame. */
function grow(box: Box, scale: number): Box {
  const step = Number.isInteger(scale) ? 1 : 2;
  const before = (side: number): number => step * Math.floor(side / step);
  const after = (side: number): number => step * Math.ceil(side / step);
  const x = Math.max(canvas.x, before(box.x) - bleed);
  const y = Math.max(canvas.y, before(box.y) - bleed);
  const right = Math.min(canvas.width, after(box.x + box.width) + bleed);
  const bottom = Math.min(canvas.height, after(box.y + box.height) + bleed);
  return { x, y, width: right - x, height: bottom - y };
}

function moveBy({ type, props }: Element, { x, y }: Box): Element {
  const { left, top } = props.style;
  return {
    type,
    props: { ...props, style: { ...props.style, left: Number(left) - x, top: Number(top) - y } },
  };
}

import { createCache } from '../cache.ts';
import type { Type } from '../fonts/type.ts';
import { type Ground, layOver } from '../pictures/ground.ts';
import { type Layer, rasterSvg } from '../pictures/raster.ts';
import type { Box } from '../templates/box.ts';
import type { Element } from '../templates/element.ts';
import { canvas } from '../templates/template.ts';
import { typeset } from '../text/typeset.ts';

// Letters may reach a little over the box that they stand in.
const bleed = 48;

// Badges, initials and "VS" are the same on many pictures.
const drawn = createCache<Layer>(16);

/** Draws a stage's children one after the other, each in its own place: less to fill, and only what is new. */
export async function layStage(ground: Ground, stage: Element, type: Type): Promise<void> {
  const { children = [] } = stage.props;
  const boxes = typeof children === 'string' ? [] : children.map(boxOf);
  const whole = typeof children === 'string' || boxes.includes(undefined);
  if (whole) return layOver(ground, await drawElement(stage, canvas, type), canvas);
  for (const [index, element] of children.entries()) await layChild(ground, element, boxes[index], type);
}

async function layChild(ground: Ground, element: Element, box: Box | undefined, type: Type): Promise<void> {
  if (!box) return;
  const room = grow(box);
  if (room.width <= 0 || room.height <= 0) return;
  layOver(ground, await drawElement(moveBy(element, room), room, type), room);
}

function drawElement(element: Element, { width, height }: Box, type: Type): Promise<Layer> {
  const key = JSON.stringify([element, width, height, type.fonts.map(({ name }) => name)]);
  return drawn(key, async () => rasterSvg(await typeset(wrap(element), { width, height }, type)));
}

// satori places absolutely only what stands in something.
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

/** Whole pixels around a box, as far as there is a canvas. */
function grow(box: Box): Box {
  const x = Math.max(canvas.x, Math.floor(box.x) - bleed);
  const y = Math.max(canvas.y, Math.floor(box.y) - bleed);
  const right = Math.min(canvas.width, Math.ceil(box.x + box.width) + bleed);
  const bottom = Math.min(canvas.height, Math.ceil(box.y + box.height) + bleed);
  return { x, y, width: right - x, height: bottom - y };
}

function moveBy({ type, props }: Element, { x, y }: Box): Element {
  const { left, top } = props.style;
  return {
    type,
    props: { ...props, style: { ...props.style, left: Number(left) - x, top: Number(top) - y } },
  };
}

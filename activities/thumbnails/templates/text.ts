import { readableOn } from './colours.ts';
import { type Element, h, type Style } from './element.ts';
import { type Box, canvas, type DrawnPicture, type Scene } from './template.ts';
import { at } from './tiles.ts';

const lineHeight = 1.06;

/** The title's letters; measured and drawn with the same style. */
export const titleStyle: Style = { fontWeight: 800, lineHeight, letterSpacing: '-0.02em' };

/** The canvas that holds all text. */
export function drawStage(children: readonly Element[]): Element {
  return h('div', { ...at(canvas), position: 'relative' }, children);
}

/** The title in its box, centred from top to bottom; what does not fit even at the smallest size ends in an ellipsis. */
export function drawTitle({ picture, places, titleSize }: Scene, align: 'left' | 'center'): Element {
  const { title: box } = places;
  const text: Style = {
    ...titleStyle,
    display: 'block',
    width: box.width,
    maxHeight: box.height,
    fontSize: titleSize,
    lineClamp: Math.max(1, Math.floor(box.height / (titleSize * lineHeight))),
    overflowWrap: 'anywhere',
    textAlign: align,
    color: readableOn(...picture.background),
  };
  return h('div', { ...at(box), alignItems: 'center' }, [h('div', text, picture.title)]);
}

/** The show's name and the episode's number, small: at 168x94 nobody reads them. */
export function drawBadges(
  { show, number, accent, background }: DrawnPicture,
  box: Box,
  centred = false,
): Element {
  const pill: Style = { ...pillStyle, backgroundColor: accent, color: readableOn(accent) };
  const quiet: Style = {
    ...pillStyle,
    flexShrink: 0,
    color: readableOn(...background),
    border: `3px solid ${accent}`,
  };
  const badges = [
    ...(show ? [h('div', pill, [h('div', oneLine, show)])] : []),
    ...(number === undefined ? [] : [h('div', quiet, `#${number}`)]),
  ];
  return h('div', { ...at(box), gap: 14, justifyContent: centred ? 'center' : 'flex-start' }, badges);
}

const pillStyle: Style = {
  height: 56,
  padding: '0 26px',
  alignItems: 'center',
  borderRadius: 28,
  fontSize: 30,
  fontWeight: 800,
};

const oneLine: Style = { display: 'block', lineClamp: 1, overflowWrap: 'anywhere', lineHeight: 1.2 };

import { directionOf, markBrackets } from '../direction.ts';
import { readableOn } from './colours.ts';
import { type Element, h, type Style } from './element.ts';
import { styleText } from './letters.ts';
import { type Box, canvas, type DrawnPicture, type Scene } from './template.ts';
import { at } from './tiles.ts';

/** The canvas that holds all text. */
export function drawStage(children: readonly Element[]): Element {
  return h('div', { ...at(canvas), position: 'relative' }, children);
}

/** The title's lines, centred from top to bottom in its box. "Left" is where its script begins: on the right for Arabic and Hebrew. */
export function drawTitle({ picture, places, title }: Scene, align: 'left' | 'center'): Element {
  const start = title.direction === 'rtl' ? 'flex-end' : 'flex-start';
  const column: Style = {
    ...at(places.title),
    ...styleText(picture.title),
    flexDirection: 'column',
    justifyContent: 'center',
    alignItems: align === 'center' ? 'center' : start,
    fontSize: title.size,
    color: readableOn(...picture.background),
  };
  const line: Style = {
    direction: title.direction,
    whiteSpace: 'nowrap',
    height: title.size * title.lineHeight,
    flexShrink: 0,
  };
  return h(
    'div',
    column,
    title.lines.map((text) => h('div', line, text)),
  );
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
    ...(show ? [h('div', pill, [drawOneLine(show)])] : []),
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

function drawOneLine(text: string): Element {
  const direction = directionOf(text);
  return h('div', { ...oneLine, direction }, markBrackets(text, direction));
}

const oneLine: Style = { display: 'block', lineClamp: 1, overflowWrap: 'anywhere', lineHeight: 1.2 };

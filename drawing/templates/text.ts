import { directionOf, markBrackets } from '../text/direction.ts';
import type { FittedText } from '../text/fit.ts';
import { readableOn } from './colours.ts';
import { type Element, h, type Style } from './element.ts';
import { styleText } from './letters.ts';
import { canvas, type DrawnPicture, type Scene } from './template.ts';
import { at } from './tiles.ts';

/** The canvas with all text. */
export function drawStage(children: readonly Element[]): Element {
  return h('div', { ...at(canvas), position: 'relative' }, children);
}

/** The title's lines, vertically centred in its box. "Left" is the start of a line: the right side for Arabic and Hebrew. */
export function drawTitle({ picture, places, title }: Scene, align: 'left' | 'center'): Element {
  const start = title.direction === 'rtl' ? 'flex-end' : 'flex-start';
  const column: Style = {
    ...at(places.title),
    ...styleText(picture.title),
    flexDirection: 'column',
    justifyContent: 'center',
    alignItems: align === 'center' ? 'center' : start,
    fontSize: title.size,
    color: titleColour(picture),
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

/** The show's name and the episode's number, or the picture's badge: small, since at 168x94 they cannot be read anyway. */
export function drawBadges(
  { picture, places, show: fitted }: Scene,
  align: 'left' | 'center' = 'left',
): Element {
  const { show, number, badge } = picture;
  const badges = [
    ...(badge === 'live' ? [drawLive()] : []),
    ...(badge === undefined && show ? [drawShow(show, picture, fitted)] : []),
    ...(number === undefined || badge === 'none' ? [] : [drawNumber(number, picture)]),
  ];
  return h(
    'div',
    { ...at(places.badges), gap: pill.gap, justifyContent: align === 'center' ? 'center' : 'flex-start' },
    badges,
  );
}

const liveRed = '#d90429';

function drawLive(): Element {
  const dot = h('div', { width: 20, height: 20, borderRadius: 10, backgroundColor: '#ffffff' });
  const style = { ...pillStyle, flexShrink: 0, gap: 14, backgroundColor: liveRed, color: '#ffffff' };
  return h('div', style, [dot, h('div', {}, 'LIVE')]);
}

function drawShow(show: string, { accent }: DrawnPicture, fitted: FittedText | undefined): Element {
  const style = { ...pillStyle, backgroundColor: accent, color: readableOn(accent) };
  return h('div', style, [fitted === undefined ? drawOneLine(show) : drawFitted(show, fitted)]);
}

function drawFitted(show: string, { size, direction, lines }: FittedText): Element {
  const line = { ...styleText(show), direction, fontSize: size, whiteSpace: 'nowrap', flexShrink: 0 };
  return h('div', line, lines[0] ?? '');
}

function drawNumber(number: number, picture: DrawnPicture): Element {
  const color = titleColour(picture);
  return h(
    'div',
    { ...pillStyle, flexShrink: 0, color, border: `${pill.border}px solid ${picture.accent}` },
    `#${number}`,
  );
}

/** The colour from the content, else white or near black. */
const titleColour = ({ text, background }: DrawnPicture): string => text ?? readableOn(...background);

/** Pixels: of the letters, next to them, around the number, and between badges. */
export const pill = { fontSize: 34, padding: 28, border: 3, gap: 14 } as const;

const pillStyle: Style = {
  height: 60,
  padding: `0 ${pill.padding}px`,
  alignItems: 'center',
  borderRadius: 30,
  fontSize: pill.fontSize,
  fontWeight: 800,
};

function drawOneLine(text: string): Element {
  const direction = directionOf(text);
  return h('div', { ...oneLine, direction }, markBrackets(text, direction));
}

const oneLine: Style = { display: 'block', lineClamp: 1, overflowWrap: 'anywhere', lineHeight: 1.2 };

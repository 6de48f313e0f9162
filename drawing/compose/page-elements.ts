import type { Face } from '../../domain/render/thumbnail/face.ts';
import type { PageStyle } from '../../domain/render/thumbnail/page-tree.ts';
import type { Position } from '../../domain/shared/key-path.ts';
import type { FontSet } from '../fonts/font-set.ts';
import type { Size } from '../pictures/decode.ts';
import { fillOfHue } from '../templates/colours.ts';
import { type Element, h, type Style } from '../templates/element.ts';
import { styleText } from '../templates/letters.ts';
import { directionOf, markBrackets } from '../text/direction.ts';
import { fitText } from '../text/fit.ts';
import { segmentGraphemes } from '../text/segment.ts';

/** Text over the available width, as high as it gets: flexShrink would hide that it is too high. */
export function composeText(text: string, position: Position): Element {
  const direction = directionOf(text);
  const style: Style = { display: 'block', direction, overflowWrap: 'anywhere', flexShrink: 0 };
  return h('div', { flexDirection: 'column' }, [
    withPosition(h('div', style, markBrackets(text, direction)), position),
  ]);
}

/** Text fitted like the title of a built-in template: as large as its box allows, at most `font-size`. */
export async function composeFit(text: string, style: PageStyle, fontSet: FontSet): Promise<Element> {
  const { fontSize, textAlign, ...box } = style;
  const { width, height } = sizeOf(style);
  const largest = typeof fontSize === 'number' ? fontSize : 110;
  const smallest = Math.min(36, largest);
  const { size, lineHeight, direction, lines } = await fitText(
    { text, width, height, smallest, largest },
    fontSet,
  );
  const column: Style = {
    justifyContent: 'center',
    ...box,
    ...styleText(text),
    flexDirection: 'column',
    flexShrink: 0,
    alignItems: sideOf(textAlign, direction === 'rtl'),
    fontSize: size,
  };
  const line: Style = { direction, whiteSpace: 'nowrap', height: size * lineHeight, flexShrink: 0 };
  return h(
    'div',
    column,
    lines.map((words) => h('div', line, words)),
  );
}

function sideOf(align: string | number | undefined, fromRight: boolean): string {
  if (align === 'center') return 'center';
  const right = align === undefined ? fromRight : align === 'right';
  return right ? 'flex-end' : 'flex-start';
}

export function composeInitials({ initials, hue }: Face, style: PageStyle): Element {
  const { width, height } = sizeOf(style);
  const text = segmentGraphemes(initials).slice(0, 3).join('');
  const byWidth = (0.8 * width) / Math.max(2, segmentGraphemes(text).length);
  const card: Style = {
    ...style,
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    ...fillOfHue(hue),
    color: '#ffffff',
    fontSize: Math.round(Math.min(byWidth, height * 0.5)),
    lineHeight: 1,
  };
  return h('div', card, text);
}

export function composeImage(style: PageStyle, src: string): Element {
  const { width, height } = sizeOf(style);
  const { borderRadius: _, ...placed } = style;
  return { type: 'img', props: { src, style: { flexShrink: 0, ...placed, width, height } } };
}

export const sizeOf = ({ width, height }: PageStyle): Size => ({
  width: Math.round(Number(width)),
  height: Math.round(Number(height)),
});

/** Adds the position in the HTML file, which satori passes to `onElement` with the other props. */
export const withPosition = ({ type, props }: Element, { line, column }: Position): Element => ({
  type,
  props: { ...props, 'data-position': `${line}:${column}` },
});

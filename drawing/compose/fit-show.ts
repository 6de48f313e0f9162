import type { FontSet } from '../fonts/font-set.ts';
import type { DrawnPicture, TemplatePlaces } from '../templates/template.ts';
import { pill } from '../templates/text.ts';
import { type FittedText, fitText } from '../text/fit.ts';
import { measureWidths } from '../text/measure.ts';

/** Pixels, for rounding by the layout. */
const tolerance = 2;
/** Two lines have no room in this height, not even of the smallest letters. */
const oneLine = { height: 42, smallest: 20, largest: pill.fontSize };

/**
 * The show's name in smaller letters, if it does not fit next to the number in those of badges; at last it ends in an ellipsis.
 * undefined: it fits, or is not shown.
 */
export async function fitShow(
  { show, number, badge }: DrawnPicture,
  { badges }: TemplatePlaces,
  fontSet: FontSet,
): Promise<FittedText | undefined> {
  if (badge !== undefined || show === '') return undefined;
  const [name = 0, digits = 0] = await measureWidths([show, `#${number}`], { fontWeight: 800 }, fontSet);
  const numberPill = digits * pill.fontSize + 2 * (pill.padding + pill.border) + pill.gap;
  const room = badges.width - 2 * pill.padding - (number === undefined ? 0 : numberPill) - tolerance;
  if (name * pill.fontSize <= room) return undefined;
  return fitText({ text: show, width: room, ...oneLine }, fontSet);
}

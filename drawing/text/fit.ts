import type { FontSet } from '../fonts/font-set.ts';
import { lineHeightOf, styleText } from '../templates/letters.ts';
import type { Measured } from './breaks.ts';
import { breakUnit, splitUnits, type Unit } from './breaks.ts';
import { type Direction, directionOf, markBrackets } from './direction.ts';
import { type Lines, layOutLines } from './lines.ts';
import { measureWidths } from './measure.ts';

/** A text to fit into a box of pixels, as large as possible. */
export type TextBox = {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Font size in pixels; 36 to 110 by default. */
  readonly smallest?: number;
  readonly largest?: number;
};

/** Lines that fit their box at a font size of `size` pixels; `lineHeight` is a multiple of it. */
export type FittedText = {
  readonly size: number;
  readonly lineHeight: number;
  readonly direction: Direction;
  readonly lines: readonly string[];
};

const maxAttempts = 6;
const space = ['n n', 'nn'] as const;

/** Breaks no word that fits on a line at the smallest size. Text that does not fit even then ends in an ellipsis. */
export async function fitText(box: TextBox, fontSet: FontSet): Promise<FittedText> {
  const { text, smallest = 36, largest = 110 } = box;
  const direction = directionOf(text);
  const lineHeight = lineHeightOf(text);
  const measure = (texts: readonly string[]) => measureWidths(texts, styleText(text), fontSet);
  const { units, gap } = await measureUnits(splitUnits(text), box.width / smallest, measure);
  let width = box.width;
  let laid: Lines = { size: smallest, lines: [] };
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    laid = layOutLines(units, { space: gap, lineHeight }, { width, height: box.height, smallest, largest });
    const widest = laid.size * Math.max(0, ...(await measure(laid.lines)));
    if (widest <= box.width) break;
    width *= Math.min(0.995, box.width / widest);
  }
  const lines = laid.lines.map((line) => markBrackets(line, direction));
  return { size: laid.size, lineHeight, direction, lines };
}

type Measure = (texts: readonly string[]) => Promise<number[]>;

async function measureUnits(units: readonly Unit[], widest: number, measure: Measure) {
  const [apart = 0, together = 0, ...widths] = await measure([...space, ...units.map(({ text }) => text)]);
  const measured = join(units, widths);
  const long = measured.filter(({ width }) => width > widest).flatMap(breakUnit);
  const pieces = join(long, long.length > 0 ? await measure(long.map(({ text }) => text)) : []);
  const fitting = measured.flatMap((unit) =>
    unit.width > widest ? pieces.splice(0, breakUnit(unit).length) : [unit],
  );
  return { units: fitting, gap: apart - together };
}

function join(units: readonly Unit[], widths: readonly number[]): Measured[] {
  return units.map((unit, index) => ({ ...unit, width: widths[index] ?? 0 }));
}

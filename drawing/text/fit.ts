import type { Type } from '../fonts/type.ts';
import { lineHeightOf, styleText } from '../templates/letters.ts';
import type { Measured } from './breaks.ts';
import { breakUnit, splitUnits, type Unit } from './breaks.ts';
import { type Direction, directionOf, markBrackets } from './direction.ts';
import { type Lines, layLines } from './lines.ts';
import { measureWidths } from './measure.ts';

/** Text that shall fill a box of pixels as large as it can. */
export type TextBox = {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Pixels; 36 to 110 when left out. */
  readonly smallest?: number;
  readonly largest?: number;
};

/** Lines that fit their box at `size` pixels, each `lineHeight` times that high. */
export type FittedText = {
  readonly size: number;
  readonly lineHeight: number;
  readonly direction: Direction;
  readonly lines: readonly string[];
};

const tries = 6;
const space = ['n n', 'nn'] as const;

/** Breaks no word that can stand on one line at the smallest size; what does not fit even then ends in an ellipsis. */
export async function fitText(box: TextBox, type: Type): Promise<FittedText> {
  const { text, smallest = 36, largest = 110 } = box;
  const direction = directionOf(text);
  const lineHeight = lineHeightOf(text);
  const measure = (texts: readonly string[]) => measureWidths(texts, styleText(text), type);
  const { units, gap } = await measureUnits(splitUnits(text), box.width / smallest, measure);
  let width = box.width;
  let laid: Lines = { size: smallest, lines: [] };
  for (let attempt = 0; attempt < tries; attempt++) {
    laid = layLines(units, { space: gap, lineHeight }, { width, height: box.height, smallest, largest });
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

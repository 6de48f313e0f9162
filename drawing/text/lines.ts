import { balanceLines } from './balance.ts';
import type { Measured, Metrics } from './breaks.ts';
import { segmentGraphemes } from './segment.ts';

/** The area for a text, in pixels, and the range of its font size. */
export type TextArea = {
  readonly width: number;
  readonly height: number;
  readonly smallest: number;
  readonly largest: number;
};

export type Lines = { readonly size: number; readonly lines: readonly string[] };

type Line = { readonly units: readonly Measured[]; readonly width: number };

/** Lines of about the same length in the largest size that fits. Text that does not fit in the smallest size ends in an ellipsis. */
export function layOutLines(units: readonly Measured[], metrics: Metrics, area: TextArea): Lines {
  const size = findSize(units, metrics, area);
  if (size === undefined) return cutLines(units, metrics, area);
  const count = wrap(units, metrics, area.width / size).length;
  return { size, lines: balanceLines(units, metrics, area.width / size, count).map(toText) };
}

function findSize(units: readonly Measured[], metrics: Metrics, area: TextArea): number | undefined {
  if (!fits(units, metrics, area, area.smallest)) return undefined;
  let low = area.smallest;
  let high = Math.max(low, area.largest);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(units, metrics, area, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function fits(units: readonly Measured[], metrics: Metrics, area: TextArea, size: number): boolean {
  const lines = wrap(units, metrics, area.width / size);
  const high = lines.length * metrics.lineHeight * size;
  return high <= area.height && lines.every(({ width }) => width * size <= area.width);
}

/** Fills each line before the next. A unit wider than a line gets a line of its own, which is too wide. */
function wrap(units: readonly Measured[], { space }: Metrics, width: number): Line[] {
  const lines: Line[] = [];
  for (const unit of units) {
    const line = lines.at(-1);
    const longer = line ? line.width + (line.units.at(-1)?.spaced ? space : 0) + unit.width : 0;
    if (line && longer <= width) lines[lines.length - 1] = { units: [...line.units, unit], width: longer };
    else lines.push({ units: [unit], width: unit.width });
  }
  return lines;
}

function cutLines(units: readonly Measured[], metrics: Metrics, area: TextArea): Lines {
  const size = area.smallest;
  const width = area.width / size;
  const lines = wrap(units, metrics, width);
  const count = Math.max(1, Math.floor(area.height / (metrics.lineHeight * size)));
  const last = lines.slice(count - 1).flatMap((line) => line.units);
  return { size, lines: [...lines.slice(0, count - 1).map(toText), cut(last, metrics, width)] };
}

// An average letter width is accurate enough: the lines are measured again afterwards.
function cut(units: readonly Measured[], { space }: Metrics, width: number): string {
  let text = '';
  let left = width - 1;
  for (const unit of units) {
    const letters = segmentGraphemes(unit.text);
    const count = Math.floor((left * letters.length) / Math.max(unit.width, 0.01));
    text += letters.slice(0, Math.max(0, count)).join('');
    if (count < letters.length) break;
    left -= unit.width + (unit.spaced ? space : 0);
    if (unit.spaced) text += ' ';
  }
  return `${text.trimEnd()}…`;
}

function toText({ units }: Pick<Line, 'units'>): string {
  return units
    .map(({ text, spaced }) => (spaced ? `${text} ` : text))
    .join('')
    .trimEnd();
}

import type { Measured, Metrics } from './breaks.ts';

type Line = { readonly units: readonly Measured[] };

/** Ems, because sums in another order differ in the last digits. */
const rounding = 1e-9;

/** The best lines so far for the units before a break: how uneven they are, and where the last line starts. */
type Best = { readonly uneven: number; readonly start: number };

/**
 * Breaks units into `count` lines of even length, the last one too: minimises the sum of the squares of the free space of each line.
 * The units must fit into `count` lines.
 */
export function balanceLines(
  units: readonly Measured[],
  metrics: Metrics,
  width: number,
  count: number,
): Line[] {
  let best: (Best | undefined)[] = [{ uneven: 0, start: 0 }];
  const rows = Array.from({ length: count }, () => {
    best = nextRow(units, metrics, width, best);
    return best;
  });
  let end = units.length;
  const lines = rows.toReversed().map((row) => {
    const start = row[end]?.start ?? 0;
    const line = { units: units.slice(start, end) };
    end = start;
    return line;
  });
  return lines.toReversed();
}

/** For each break, the best lines before it with one line more than in `before`. */
function nextRow(
  units: readonly Measured[],
  { space }: Metrics,
  width: number,
  before: readonly (Best | undefined)[],
): (Best | undefined)[] {
  const row: (Best | undefined)[] = [];
  before.forEach((known, start) => {
    let filled = 0;
    for (let end = start + 1; known && end <= units.length; end++) {
      filled += units[end - 1]?.width ?? 0;
      if (filled > width + rounding) break;
      const uneven = known.uneven + (width - filled) ** 2;
      if (uneven < (row[end]?.uneven ?? Number.POSITIVE_INFINITY)) row[end] = { uneven, start };
      filled += units[end - 1]?.spaced ? space : 0;
    }
  });
  return row;
}

import { dark, light, mix, readableOn, worstContrast } from './colours.ts';
import { photoShade, photoShare } from './shade.ts';

/**
 * WCAG 2.2, success criterion 1.4.3. Letters of a title are large by its measure, but most viewers meet them at 168x94, where they
 * are small: 4.5. Badges are large where they can be read at all, and white or near black on any colour has more than 3.
 */
export const titleContrast = 4.5;

/** What the title stands on: colours that run into each other, or a picture of any colours. */
export type Surface = readonly string[] | { readonly file: string };

export type LowContrast = {
  /** The contrast where it is worst, 1 to 21. */
  readonly found: number;
  readonly text: string;
  readonly on: string;
  /** The nearest text colour, or the nearest background, that can be read. */
  readonly better: { readonly text: string } | { readonly background: readonly string[] };
};

/** Whether a title can be read on its background; `text` absent: white or near black, whichever is better. */
export function findUnreadable(surface: Surface, text?: string): LowContrast | undefined {
  const colours = listColours(surface);
  const chosen = text ?? readableOn(...colours);
  const found = worstContrast(chosen, colours);
  if (found >= titleContrast) return undefined;
  const on = colours.find((colour) => worstContrast(chosen, [colour]) === found) ?? chosen;
  const nearest = text === undefined ? undefined : moveText(text, colours);
  if (nearest !== undefined) return { found, text: chosen, on, better: { text: nearest } };
  const stops = 'file' in surface ? colours : surface;
  return { found, text: chosen, on, better: { background: moveBackground(stops, chosen) } };
}

const steps = Array.from({ length: 51 }, (_, index) => index / 50);

/** Between two colours a gradient may be darker than both. */
function listColours(surface: Surface): readonly string[] {
  if ('file' in surface) return [light, '#000000'].map((colour) => mix(colour, photoShade, photoShare));
  return surface.flatMap((from, index) => {
    const to = surface[index + 1];
    return to === undefined ? [from] : steps.slice(0, -1).map((share) => mix(from, to, share));
  });
}

function moveText(text: string, colours: readonly string[]): string | undefined {
  const towards = readableOn(...colours);
  return steps
    .map((share) => mix(text, towards, share))
    .find((moved) => worstContrast(moved, colours) >= titleContrast);
}

/** Away from the text: first only the stops that cannot be read, and all of them where that is not enough between two. */
function moveBackground(stops: readonly string[], text: string): readonly string[] {
  const away = worstContrast(text, [light]) > worstContrast(text, ['#000000']) ? light : '#000000';
  const reads = (colours: readonly string[]) => worstContrast(text, listColours(colours)) >= titleContrast;
  const move = (share: number, all: boolean) =>
    stops.map((stop) => (all || !reads([stop]) ? mix(stop, away, share) : stop));
  const moved = [false, true].flatMap((all) => steps.map((share) => move(share, all)));
  return moved.find(reads) ?? [dark];
}

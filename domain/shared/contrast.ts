import { dark, light, mix, photoShade, photoShare, readableOn, worstContrast } from './colours.ts';

/**
 * WCAG 2.2, success criterion 1.4.3. A title counts as large text there, but most viewers see it at 168x94, where it is small: 4.5.
 * Badges are large wherever they are readable at all, and white or near black has more than 3 on every colour.
 */
export const titleContrast = 4.5;

/** The background of a title: colours of a gradient, or a picture of any colours. */
export type Surface = readonly string[] | { readonly file: string };

export type LowContrast = {
  /** The lowest contrast, 1 to 21. */
  readonly found: number;
  readonly text: string;
  readonly on: string;
  /** The closest readable text colour, or the closest readable background. */
  readonly better: { readonly text: string } | { readonly background: readonly string[] };
};

/** Undefined if the title is readable on its background. Without `text` it is white or near black, whichever is better. */
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

/** A gradient may be darker between two colours than at both. */
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

/** Moves away from the text colour: first only the unreadable stops, then all of them if a gradient between two is still unreadable. */
function moveBackground(stops: readonly string[], text: string): readonly string[] {
  const away = worstContrast(text, [light]) > worstContrast(text, ['#000000']) ? light : '#000000';
  const reads = (colours: readonly string[]) => worstContrast(text, listColours(colours)) >= titleContrast;
  const move = (share: number, all: boolean) =>
    stops.map((stop) => (all || !reads([stop]) ? mix(stop, away, share) : stop));
  const moved = [false, true].flatMap((all) => steps.map((share) => move(share, all)));
  return moved.find(reads) ?? [dark];
}

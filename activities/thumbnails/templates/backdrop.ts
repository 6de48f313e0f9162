import { mix } from './colours.ts';
import { canvas, type DrawnPicture } from './template.ts';

/** A linear gradient from the top left corner as SVG definition; reference it as `url(#name)`. */
export function defineGradient(name: string, colours: readonly string[]): string {
  const last = Math.max(1, colours.length - 1);
  const stops = colours.map((colour, index) => `<stop offset="${index / last}" stop-color="${colour}"/>`);
  const extent = `gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="${canvas.width}" y2="${canvas.height}"`;
  return `<linearGradient id="${name}" ${extent}>${stops.join('')}</linearGradient>`;
}

/** The accent and a deeper shade of it, so that a large surface does not look flat. */
export function shadeOf({ accent, background }: DrawnPicture): readonly [string, string] {
  return [mix(accent, '#ffffff', 0.12), mix(accent, background[0] ?? '#000000', 0.3)];
}

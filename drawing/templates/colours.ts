import { formatHex, mix } from '../../domain/shared/colours.ts';

export { contrast, mix, readableOn } from '../../domain/shared/colours.ts';

/** Of a card with initials: lighter above, darker below, so that a large surface does not look flat. Its middle has the colour of the hue. */
export function fillOfHue(hue: number): { readonly backgroundImage: string } {
  const colour = colourOfHue(hue);
  return {
    backgroundImage: `linear-gradient(160deg, ${mix(colour, colourOfHue(hue + 24), 0.5)}, ${colour}, ${mix(colour, '#000000', 0.2)})`,
  };
}

/** A strong colour for a hue of 0 to 359, dark enough for white text. */
export function colourOfHue(hue: number): string {
  const saturation = 0.6;
  const lightness = 0.36;
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (shift: number) => {
    const turn = (shift + hue / 30) % 12;
    return 255 * (lightness - chroma * Math.max(-1, Math.min(turn - 3, 9 - turn, 1)));
  };
  return formatHex([channel(0), channel(8), channel(4)]);
}

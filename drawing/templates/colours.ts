import { formatHex } from '../../domain/shared/colours.ts';

export { contrast, mix, readableOn } from '../../domain/shared/colours.ts';

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

/** Colours are `#rrggbb`. */
type Rgb = readonly [number, number, number];

export const dark = '#0c1220';
export const light = '#ffffff';

/** The colour that darkens a background picture, and its share: enough to make white text readable on a white picture. */
export const photoShade = '#0c1220';
export const photoShare = 0.62;

/** White or near black, whichever is easier to read on all of these colours. */
export function readableOn(...colours: readonly string[]): string {
  return worstContrast(light, colours) >= worstContrast(dark, colours) ? light : dark;
}

/** The contrast of a text where it is hardest to read. */
export const worstContrast = (text: string, colours: readonly string[]): number =>
  Math.min(...colours.map((colour) => contrast(text, colour)));

/** From `a` (share 0) to `b` (share 1). */
export function mix(a: string, b: string, share: number): string {
  const to = parseHex(b);
  return formatHex(parseHex(a).map((value, index) => value + ((to[index] ?? 0) - value) * share));
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = parseHex(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parseHex(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function formatHex(channels: readonly number[]): string {
  return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

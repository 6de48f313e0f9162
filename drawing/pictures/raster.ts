import { Resvg } from '@resvg/resvg-js';

/** Rows of red, green, blue and alpha, a byte each, premultiplied. */
export type Layer = { readonly width: number; readonly height: number; readonly pixels: Buffer };

/**
 * Rasterizes an SVG on a transparent background, in its own size or `scale` times as large, with edges as sharp. This may abort the
 * process.
 */
export function rasterizeSvg(svg: string, scale = 1): Layer {
  const size = scale === 1 ? {} : { fitTo: { mode: 'zoom' as const, value: scale } };
  const { width, height, pixels } = new Resvg(svg, { ...size, font: { loadSystemFonts: false } }).render();
  return { width, height, pixels };
}

/** An SVG of this size in pixels around `content`. */
export function wrapSvg({ width, height }: { width: number; height: number }, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

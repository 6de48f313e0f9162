import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';

const require = createRequire(import.meta.url);

/** As the first example of every blog post does it: fonts read each time, avatars as they are, a border and a shadow by CSS. */
export async function drawNaively(title: string, avatars: readonly Buffer[]): Promise<Buffer> {
  const font = await readFile(require.resolve('@fontsource/inter/files/inter-latin-700-normal.woff'));
  const svg = await satori(layOut(title, avatars.map(toDataUri)), {
    width: 1280,
    height: 720,
    fonts: [{ name: 'Inter', data: font, weight: 700, style: 'normal' }],
  });
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

export const toDataUri = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

const box = (style: object, children: unknown) => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});

function layOut(title: string, faces: readonly string[]): Parameters<typeof satori>[0] {
  const portraits = faces.map((src) => ({
    type: 'img',
    props: { src, width: 320, height: 320, style: PORTRAIT },
  }));
  return {
    key: null,
    ...box(PAGE, [
      box({ fontSize: 84, color: '#fff' }, title),
      box({ justifyContent: 'space-around', width: '100%' }, portraits),
    ]),
  };
}

const PAGE = {
  width: '100%',
  height: '100%',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'space-around',
  background: 'linear-gradient(135deg, #0b132b, #1c2541)',
};
const PORTRAIT = {
  borderRadius: 160,
  border: '8px solid #5bc0be',
  boxShadow: '0 8px 24px rgba(0, 0, 0, 0.6)',
};

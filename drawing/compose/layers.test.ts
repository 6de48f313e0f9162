import { expect, it } from 'vitest';
import { chooseFonts } from '../fonts/font-set.ts';
import { createFrame } from '../pictures/frame.ts';
import { rasterizeSvg, wrapSvg } from '../pictures/raster.ts';
import { type Element, h, type Style } from '../templates/element.ts';
import { canvas } from '../templates/template.ts';
import { drawElements } from './layers.ts';

const type = await chooseFonts(['']);
const black = [0, 0, 0];
const red = [255, 0, 0];
const place: Style = { position: 'absolute', left: 300.5, top: 200, width: 100, height: 80 };
const paint: Style = { width: 140, height: 80, flexShrink: 0, backgroundColor: '#ff0000' };

async function lay(...children: Element[]) {
  const frame = createFrame(rasterizeSvg(wrapSvg(canvas, '')));
  await drawElements(frame, h('div', { width: 1280, height: 720 }, children), { fontSet: type, scale: 1 });
  return (x: number, y: number) => [...frame.pixels.subarray(3 * (1280 * y + x), 3 * (1280 * y + x) + 3)];
}

it('draws each child in its own box, with a little bleed', async () => {
  const pixel = await lay(h('div', place, [h('div', paint)]));
  expect([pixel(302, 201), pixel(438, 278)]).toEqual([red, red]);
  expect([pixel(298, 201), pixel(302, 198), pixel(302, 281), pixel(443, 201)]).toEqual(Array(4).fill(black));
});

it('draws a cached child at its new position', async () => {
  const child = (left: number) => h('div', { ...place, left, backgroundColor: '#ff0000' });
  expect((await lay(child(100)))(110, 210)).toEqual(red);
  const moved = await lay(child(600));
  expect([moved(110, 210), moved(610, 210)]).toEqual([black, red]);
});

it('draws the same words again with other fonts', async () => {
  const word = h('div', { ...place, color: '#ff0000', fontSize: 60 }, '直');
  const draw = async (fonts: typeof type): Promise<Buffer> => {
    const frame = createFrame(rasterizeSvg(wrapSvg(canvas, '')));
    await drawElements(frame, h('div', { width: 1280, height: 720 }, [word]), { fontSet: fonts, scale: 1 });
    return frame.pixels;
  };
  const [japanese, chinese] = [await chooseFonts(['直'], 'ja'), await chooseFonts(['直'], 'zh')];
  expect(Buffer.compare(await draw(japanese), await draw(chinese))).not.toBe(0);
});

it('draws later children over earlier ones', async () => {
  const pixel = await lay(
    h('div', { ...place, backgroundColor: '#00ff00' }),
    h('div', { ...place, backgroundColor: '#ff0000' }),
  );
  expect(pixel(350, 240)).toEqual(red);
});

it('draws a stage whole when a child has no box', async () => {
  const pixel = await lay(h('div', { width: 100 }), h('div', paint));
  expect([pixel(110, 10), pixel(90, 10)]).toEqual([red, black]);
});

it('skips children outside the canvas', async () => {
  const pixel = await lay(h('div', { ...place, left: 2000, backgroundColor: '#ff0000' }));
  expect(pixel(1279, 240)).toEqual(black);
});

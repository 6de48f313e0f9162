import { expect, it } from 'vitest';
import { fitText } from './fit.ts';
import { titleStyle } from './templates/text.ts';

const box = { width: 500, height: 300, style: titleStyle };
const sizeOf = (text: string) => fitText({ ...box, text });

it('gives a short title the largest letters', async () => {
  await expect(sizeOf('Go')).resolves.toBe(110);
});

it('makes letters smaller until the text fits its height', async () => {
  const [short, long] = [
    await sizeOf('Broken clusters in the wild'),
    await sizeOf('Broken clusters '.repeat(6)),
  ];
  expect(long).toBeLessThan(short);
  expect(long).toBeGreaterThanOrEqual(36);
});

it('breaks no word that can stand on one line', async () => {
  const size = await sizeOf('Observability');
  expect(size).toBeGreaterThan(60);
  expect(size).toBeLessThan(80);
});

it('gives up at 36 pixels, also for words without an end', async () => {
  await expect(sizeOf('many words '.repeat(60))).resolves.toBe(36);
  await expect(sizeOf('W'.repeat(400))).resolves.toBe(36);
});

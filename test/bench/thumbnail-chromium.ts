import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Cleanup } from './cleanup.ts';
import { toDataUri } from './thumbnail-naive.ts';

const EXECUTABLE = '/usr/bin/chromium';

export type Chromium = { draw(title: string): Promise<Buffer> };

/** A page that is open and warm; each picture changes its title and takes a PNG. Undefined where there is no Chromium. */
export async function openChromium(
  avatars: readonly Buffer[],
  later: (end: Cleanup) => void,
): Promise<Chromium | undefined> {
  if (!existsSync(EXECUTABLE)) return undefined;
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
  later(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.setContent(render(avatars.map(toDataUri)));
  return {
    draw: async (title) => {
      await page.locator('h1').evaluate((heading, text) => {
        heading.textContent = text;
      }, title);
      return page.screenshot({ type: 'png' });
    },
  };
}

const render = (faces: readonly string[]): string => `<!doctype html><style>
body { margin: 0; width: 1280px; height: 720px; display: flex; flex-direction: column; align-items: center; justify-content: space-around;
  background: linear-gradient(135deg, #0b132b, #1c2541); font-family: sans-serif; color: #fff }
h1 { font-size: 84px } main { display: flex; width: 100%; justify-content: space-around }
img { width: 320px; height: 320px; border-radius: 160px; border: 8px solid #5bc0be; box-shadow: 0 8px 24px rgba(0, 0, 0, 0.6) }
</style><h1></h1><main>${faces.map((src) => `<img src="${src}">`).join('')}</main>`;

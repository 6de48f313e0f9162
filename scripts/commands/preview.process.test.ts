import { request } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { hasChromium, launchChromium } from '../../test/support/chromium.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { openPreview, type PreviewServer } from './preview/server.ts';

const HOSTILE = '"><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">';
const PATH = 'episodes/klustered/one.yaml';
const MORE = `description: |
  See https://example.org/a?b=1&c=2, #kubernetes.
chapters:
  - { time: "00:00", title: Hello }
  - { time: "01:00", title: World }
  - { time: "02:00", title: ${JSON.stringify('Bye & thanks')} }
`;

let folder = '';
let repository: TestRepository;
let preview: PreviewServer;
beforeAll(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
  await repository.write({
    ...ACADEMY,
    [PATH]: writeEpisode('First title', MORE),
    'episodes/klustered/too-long.yaml': writeEpisode('x'.repeat(101)).replace('12-04', '12-11'),
    'episodes/klustered/broken.yaml': 'titel: x\n',
    'episodes/klustered/hostile.yaml': writeEpisode(JSON.stringify(HOSTILE)).replace('12-04', '12-18'),
  });
  const settings = readSettings({ SHOWRUNNER_REPOSITORY: folder, SHOWRUNNER_STATE: `${folder}/state` });
  preview = await openPreview({ settings, port: 0, editor: 'edit://{file}:{line}:{column}' });
});
afterAll(async () => {
  await preview?.close();
  await removeFolder(folder);
});

const get = async (path: string) => {
  const answer = await fetch(`${preview.url}${path}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

test('the list has every episode, and the problems with links to their places', async () => {
  const { status, text } = await get('/');
  expect(status).toBe(200);
  expect(text).toContain('<a href="/episodes/klustered/one">First title</a>');
  expect(text).toContain(`<a href="edit://${folder}/episodes/klustered/broken.yaml:1:1">`);
  expect(text).toContain('unknown-key');
});

test('a page says how much of the limits is used, and what is wrong where', async () => {
  const { text } = await get('/episodes/klustered/too-long');
  expect(text).toContain('Title <b class="error">101 of 100</b> characters');
  expect(text).toContain(`<a href="edit://${folder}/episodes/klustered/too-long.yaml:1:8">`);
  expect(text).toContain('title-too-long');
  expect((await get(`/episodes/klustered/one`)).text).toContain('Title <b class="good">11 of 100</b>');
});

test('an episode that cannot be shown says why', async () => {
  const broken = await get('/episodes/klustered/broken');
  expect(broken.status).toBe(404);
  expect(broken.text).toContain('episodes/klustered/broken.yaml is invalid');
  expect((await get('/episodes/klustered/onee')).text).toContain('Did you mean &quot;klustered/one&quot;?');
});

test('only this machine gets an answer, and no page may run another script or be framed', async () => {
  const { port } = new URL(preview.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/', headers: { host: `evil.example:${port}` } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
  const policy = (await get('/')).headers.get('content-security-policy');
  expect(policy).toMatch(/default-src 'none'; script-src 'self'.*frame-ancestors 'none'/);
});

describe.skipIf(!hasChromium)('in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  });
  afterAll(() => browser?.close());

  test('the thumbnail, title, links and chapters are there, for a large screen and a phone', async () => {
    await page.goto(`${preview.url}/episodes/klustered/one`);
    for (const screen of ['.large', '.phone']) {
      await page.locator(`${screen} .title`, { hasText: 'First title' }).waitFor();
      const picture = page.locator(`${screen} img.picture`);
      await expect.poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBe(1280);
      expect(await page.locator(`${screen} .text a[href]`).first().getAttribute('href')).toBe(
        'https://example.org/a?b=1&c=2',
      );
      expect(await page.locator(`${screen} .chapters p`).allInnerTexts()).toEqual([
        '00:00 Hello',
        '01:00 World',
        '02:00 Bye & thanks',
      ]);
    }
    const phone = await page.locator('.phone').boundingBox();
    expect(phone?.width).toBe(392);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    expect(overflow).toBe(false);
  });

  test('a save shows by itself: the title, the picture, and a problem', async () => {
    await page.goto(`${preview.url}/episodes/klustered/one`);
    const picture = () => page.locator('.large img.picture').getAttribute('src');
    const before = await picture();
    const long = `Second title ${'x'.repeat(90)}`;
    await repository.write({ [PATH]: writeEpisode(long, MORE) });
    await page.locator('.large .title', { hasText: 'Second title' }).waitFor();
    await page.locator('.problems', { hasText: 'title-too-long' }).waitFor();
    expect(await picture()).not.toBe(before);
    await repository.write({ [PATH]: writeEpisode('Third title', 'tags: [a <b>]\n') });
    await page.locator('.problems', { hasText: 'angle-bracket' }).waitFor();
    await repository.write({ [PATH]: writeEpisode('Third title', MORE) });
    await page.locator('.large .title', { hasText: 'Third title' }).waitFor();
  });

  test('what others wrote is text', async () => {
    await page.goto(`${preview.url}/episodes/klustered/hostile`);
    await page.locator('.problems', { hasText: '<script>window.hacked = 1</script>' }).first().waitFor();
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });
});

import { expect, test } from 'vitest';
import { startBench } from '../../test/support/emulator-client.ts';
import { HOSTILE } from '../../test/support/hostile.ts';

/** Tags with their attributes, without the values that hold text; links in descriptions are looked at apart. */
const listTags = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? [])
    .filter((tag) => !/^<\/?a\b/.test(tag))
    .map((tag) => tag.replace(/(alt|value|action|src)="[^"]*"/g, '$1'));

test('nothing that others wrote is a tag, an attribute or a script of a page', async () => {
  const bench = await startBench();
  const read = async (path: string): Promise<string> => (await fetch(`${bench.url}${path}`)).text();
  const readPages = async (text: string, id: string): Promise<string[]> => {
    // YouTube refuses some signs in the texts of a video, but not elsewhere.
    const plain = `x${text.replace(/[<>\p{Cc}\p{Cs}]/gu, '')}`.trim();
    const video = {
      id,
      title: plain,
      description: plain,
      tags: [plain],
      actualStartTime: '2026-01-04T17:00:00Z',
    };
    const playlist = { id: `PL${id}`, title: text };
    await bench.control('/seed', {
      channel: { title: text },
      playlists: [playlist],
      videos: [{ ...video, playlists: [playlist.id] }],
    });
    const message = encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
    return Promise.all([read(`/videos/${id}?message=${message}`), read(`/faults?message=${message}`)]);
  };
  const harmless = (await readPages('x', 'harmless')).map(listTags);
  for (const [at, text] of HOSTILE.entries()) {
    const pages = await readPages(text, `hostile-${at}`);
    expect(pages[0]).toContain(`hostile-${at}`);
    expect(pages.map(listTags), JSON.stringify(text)).toEqual(harmless);
    for (const [, url] of pages.join('').matchAll(/<a[^>]*href="([^"]*)"/g))
      expect(url).toMatch(/^(?:https?:\/\/|\/)/);
  }
  const home = listTags(await read('/'));
  expect(
    home.filter((tag) => /^<(?:script|iframe|object|svg|b\b)|\son\w+=/i.test(tag) && tag !== '<b>'),
  ).toEqual([]);
  await bench.close();
});

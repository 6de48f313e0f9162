import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, startBench, validBroadcast } from '../../test/support/emulator-client.ts';
import { drawGreyPicture } from '../state/grey.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const seed = (videos: object[]) =>
  bench.control('/seed', { channel: { title: '<b>My</b> & Academy' }, videos });
const page = async (path: string) => (await fetch(`${bench.url}${path}`)).text();
const submit = async (path: string, body: FormData | URLSearchParams) =>
  (await fetch(`${bench.url}${path}`, { method: 'POST', body, redirect: 'manual' })).headers.get('location');

test('the channel shows every video by phase, the units and the latest writes', async () => {
  await seed([{ id: 'video-00001', title: 'The "Old" & the new', actualStartTime: '2026-01-04T17:00:00Z' }]);
  const { data } = await bench.api.liveBroadcasts.insert(validBroadcast());
  const html = await page('/');
  expect(html).toContain('&lt;b&gt;My&lt;/b&gt; &amp; Academy');
  expect(html).toContain('The &quot;Old&quot; &amp; the new');
  expect(html).toMatch(
    /Upcoming[\s\S]*Rust and Kubernetes[\s\S]*1 Jan 2030, 17:00 UTC[\s\S]*private[\s\S]*Videos/,
  );
  expect(html).toContain('<b>50</b> of 10,000 units');
  expect(html).toContain(`<a href="/videos/${data.id}">${data.id}</a>`);
});

test('the channel has pages', async () => {
  await seed(Array.from({ length: 60 }, (_, index) => ({ id: `video-${index}`, title: `Number ${index}!` })));
  expect(await page('/')).not.toContain('Number 5!');
  expect(await page('/?page=2')).toContain('Number 5!');
});

test('the page of a video shows everything that YouTube would show', async () => {
  const description = 'See https://example.org\n00:00 One\n01:00 Two\n02:00 Three';
  await bench.control('/seed', {
    playlists: [{ id: 'PLa', title: 'Rustic' }],
    videos: [
      {
        id: 'video-00001',
        title: 'Old',
        description,
        tags: ['k8s'],
        playlists: ['PLa'],
        actualStartTime: '2026-01-04T17:00:00Z',
      },
    ],
  });
  const html = await page('/videos/video-00001');
  for (const piece of [
    '<a href="https://example.org"',
    '<h2>Chapters</h2>',
    '<td>Three</td>',
    '>k8s</span>',
    'Rustic',
    'complete',
    '/vi/video-00001/maxresdefault.jpg',
  ])
    expect(html).toContain(piece);
  expect((await fetch(`${bench.url}/videos/nobody`)).status).toBe(404);
});

test('the forms edit like a person in Studio', async () => {
  const id = (await bench.api.liveBroadcasts.insert(validBroadcast())).data.id ?? '';
  const edit = new URLSearchParams({
    title: 'By hand',
    description: 'a\r\nb',
    tags: 'x, y z',
    privacyStatus: 'public',
    scheduledStartTime: '2029-01-01T00:00:00Z',
  });
  expect(await submit(`/videos/${id}/edit`, edit)).toBe(`/videos/${id}`);
  expect(await bench.control(`/videos/${id}`)).toMatchObject({
    title: 'By hand',
    description: 'a\nb',
    tags: ['x', 'y z'],
    privacyStatus: 'public',
  });
  const picture = new FormData();
  picture.set('picture', new File([new Uint8Array(drawGreyPicture(8, 8))], 'a.png'));
  expect(await submit(`/videos/${id}/picture`, picture)).toBe(`/videos/${id}`);
  expect(await bench.control(`/videos/${id}`)).toMatchObject({ hasCustomThumbnail: true });
  await submit(`/videos/${id}/live`, new URLSearchParams());
  expect(await page(`/videos/${id}`)).toContain('End stream');
  await submit(`/videos/${id}/end`, new URLSearchParams());
  expect(await bench.control(`/videos/${id}`)).toMatchObject({ broadcast: { lifeCycleStatus: 'complete' } });
});

test('a rejected form says why', async () => {
  await seed([{ id: 'video-00001', title: 'Old' }]);
  const location = await submit('/videos/video-00001/edit', new URLSearchParams({ title: '<' }));
  expect(await page(location ?? '')).toMatch(/role="alert">invalidTitle/);
});

test('faults are added and cleared by forms', async () => {
  const fault = new URLSearchParams({
    method: 'videos.update',
    kind: 'html502',
    times: '2',
    afterCalls: '1',
    delayMs: '5',
  });
  expect(await submit('/faults', fault)).toBe('/faults');
  expect(await bench.control('/faults')).toMatchObject([
    { method: 'videos.update', kind: 'html502', times: 2, afterCalls: 1 },
  ]);
  expect(await page('/faults')).toContain('502 with an HTML page');
  await submit('/faults/clear', new URLSearchParams());
  expect(await bench.control('/faults')).toEqual([]);
});

import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { drawGreyPicture } from '../../emulator/state/grey.ts';
import { buildCatalog } from '../../test/support/catalog.ts';
import { startBench } from '../../test/support/emulator-client.ts';
import { addSeededPictures, seedLocalYouTube } from './seed-local.ts';

type Body = { readonly videos?: readonly { readonly id: string }[]; readonly channel?: unknown };

const EPISODES = 45;
const catalog = buildCatalog({
  shows: { talks: {} },
  episodes: Object.fromEntries(
    Array.from({ length: EPISODES }, (_, index) => [
      `talks/t${index}`,
      {
        show: 'talks',
        scheduledFor: '2025-01-01T10:00:00Z',
        youtube: { videoId: `video${String(index).padStart(6, '0')}` },
      },
    ]),
  ),
});

test('thousands of videos are sent in small batches, so that few pictures are in memory, and the progress is reported', async () => {
  const bodies: Body[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return response.end('{"videos":[]}');
    const body = (await json(request)) as Body;
    bodies.push(body);
    return response.end(JSON.stringify({ created: body.videos?.length ?? 0, existing: 0 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const progress: string[] = [];
  const seeded = await seedLocalYouTube({
    url,
    catalog,
    drawPicture: async () => undefined,
    now: Date.now(),
    onProgress: ({ done, total }) => progress.push(`${done}/${total}`),
  });
  server.close();
  expect(seeded).toEqual({ created: EPISODES, existing: 0 });
  // The channel and its playlists come first.
  expect(bodies.map(({ channel, videos }) => [channel !== undefined, videos?.length ?? 0])).toEqual([
    [true, 0],
    [false, 20],
    [false, 20],
    [false, 5],
  ]);
  expect(new Set(bodies.flatMap(({ videos = [] }) => videos.map(({ id }) => id))).size).toBe(EPISODES);
  expect(progress).toEqual(['20/45', '40/45', '45/45']);
});

test('pictures left for later are drawn one at a time, and an interrupted run goes on where it was', async () => {
  const bench = await startBench();
  onTestFinished(() => bench.close());
  const { url } = bench;
  const three = { ...catalog, episodes: Object.fromEntries(Object.entries(catalog.episodes).slice(0, 3)) };
  await seedLocalYouTube({ url, catalog: three, drawPicture: 'later', now: Date.now() });
  let isDrawing = false;
  const titles: string[] = [];
  const draw = async ({ title }: Picture) => {
    expect(isDrawing).toBe(false);
    isDrawing = true;
    await sleep(5);
    isDrawing = false;
    titles.push(title);
    if (titles.length === 2) throw new Error('interrupted');
    return titles.length === 3 ? undefined : { bytes: drawGreyPicture(8, 8) };
  };
  const add = () => addSeededPictures({ url, catalog: three, drawPicture: draw });
  await expect(add()).rejects.toThrow('interrupted');
  expect(await add()).toBe(2);
  expect(await add()).toBe(0);
  expect(new Set(titles).size).toBe(3);
  expect(titles).toHaveLength(4);
  const { videos } = (await bench.control('/channel')) as { videos: { hasCustomThumbnail: boolean }[] };
  expect(videos.map(({ hasCustomThumbnail }) => hasCustomThumbnail).sort()).toEqual([false, true, true]);
});

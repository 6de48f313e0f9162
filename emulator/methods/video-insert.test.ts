import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench } from '../../test/support/emulator-client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const insert = (requestBody: object, mimeType = 'video/mp4', content = 'no film') =>
  bench.api.videos.insert(
    {
      part: ['snippet', 'status', 'fileDetails', 'paidProductPlacementDetails'],
      requestBody,
      media: { mimeType, body: Readable.from(Buffer.from(content)) },
    },
    { rootUrl: bench.url },
  );

test('an upload becomes a video of the channel', async () => {
  const { data } = await insert({
    snippet: { title: 'A film', tags: ['a'] },
    status: { privacyStatus: 'unlisted', selfDeclaredMadeForKids: false },
    paidProductPlacementDetails: { hasPaidProductPlacement: true },
  });
  expect(data).toMatchObject({
    snippet: { title: 'A film', tags: ['a'], categoryId: '22', liveBroadcastContent: 'none' },
    status: { privacyStatus: 'unlisted', uploadStatus: 'processed', selfDeclaredMadeForKids: false },
    fileDetails: { fileSize: '7', fileType: 'video' },
    paidProductPlacementDetails: { hasPaidProductPlacement: true },
  });
  const [first] = ((await bench.control('/channel')) as { videos: { id: string }[] }).videos;
  expect(first?.id).toBe(data.id);
  expect(await bench.control('/quota')).toMatchObject({
    spent: 0,
    byMethod: { 'videos.insert': { calls: 1 } },
  });
});

test('without a resource it is public and has no name', async () => {
  expect((await insert({})).data).toMatchObject({
    snippet: { title: 'unknown' },
    status: { privacyStatus: 'public' },
  });
});

test('an upload without a title, a film or the right type is rejected', async () => {
  expect(await refusal(insert({ snippet: {} }))).toMatchObject({ reason: 'invalidTitle' });
  expect(await refusal(insert({}, 'image/png'))).toMatchObject({ reason: 'badContent' });
  const none = bench.api.videos.insert({ part: ['id'], requestBody: {} });
  expect(await refusal(none)).toMatchObject({ status: 400, reason: 'mediaBodyRequired' });
});

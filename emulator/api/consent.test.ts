import { afterEach, expect, test } from 'vitest';
import { type Bench, refusal, startBench, validBroadcast } from '../../test/support/emulator-client.ts';

let bench: Bench;
afterEach(() => bench.close());

const consent = async (channel?: unknown) => {
  bench = await startBench();
  await bench.control('/consent', { refreshToken: 'local', channel });
};
const readMine = async () => (await bench.api.channels.list({ part: ['id', 'snippet'], mine: true })).data;
const insert = () => bench.api.liveBroadcasts.insert(validBroadcast());

test('a token of another channel reads that channel, and nothing else', async () => {
  await consent({ id: 'UCpersonalChannelOfKim00', title: 'Kim' });
  const [channel] = (await readMine()).items ?? [];
  expect([channel?.id, channel?.snippet?.title]).toEqual(['UCpersonalChannelOfKim00', 'Kim']);
  expect(await refusal(insert())).toMatchObject({ status: 403, reason: 'forbidden' });
  // These parts of a video are for its owner, whatever else is public.
  for (const part of ['fileDetails', 'suggestions', 'paidProductPlacementDetails'])
    expect(await refusal(bench.api.videos.list({ part: [part], id: ['x'] }))).toMatchObject({ status: 403 });
  const { data } = await bench.api.videoCategories.list({ part: ['id'], id: ['28'] });
  expect(data.items).toHaveLength(1);
});

test('an account without a channel gets an answer without items, and is refused everywhere else', async () => {
  await consent(null);
  expect(await readMine()).not.toHaveProperty('items');
  expect(await refusal(insert())).toMatchObject({ status: 401, reason: 'youtubeSignupRequired' });
});

test('a consent for this channel makes its token good again', async () => {
  await consent(null);
  await bench.control('/consent', { refreshToken: 'local' });
  expect((await readMine()).items).toHaveLength(1);
  expect((await insert()).status).toBe(200);
});

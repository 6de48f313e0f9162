import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench } from '../../test/support/emulator-client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ perDay: 1_000_000 });
});
afterAll(() => bench.close());

const id = 'UCshowrunnerlocal0000000';
const list = (filter: object) =>
  bench.api.channels.list({ part: ['id', 'brandingSettings', 'status'], ...filter });
const update = (part: string[], requestBody: object) => bench.api.channels.update({ part, requestBody });

test.each([
  [{ id: [id] }, [id]],
  [{ forHandle: '@Local' }, [id]],
  [{ forHandle: 'local' }, [id]],
  [{ forHandle: '@other' }, undefined],
  [{ forUsername: 'local' }, undefined],
  [{ mySubscribers: true }, undefined],
])('channels by %o', async (filter, expected) => {
  expect((await list(filter)).data.items?.map((channel) => channel.id)).toEqual(expected);
});

test('channels by two filters, or by what only a content owner has', async () => {
  expect(await refusal(list({ mine: true, forHandle: '@local' }))).toMatchObject({
    reason: 'incompatibleParameters',
  });
  expect(await refusal(list({ managedByMe: true }))).toMatchObject({
    status: 403,
    reason: 'channelForbidden',
  });
});

test('an update of the branding replaces it, and never the title', async () => {
  const change = (channel: object) => update(['brandingSettings'], { id, brandingSettings: { channel } });
  await change({ title: 'Local Academy', description: 'About', keywords: 'a b', country: 'DE' });
  await update(['status'], { id, status: { selfDeclaredMadeForKids: true } });
  const [channel] = (await list({ mine: true })).data.items ?? [];
  expect(channel).toMatchObject({
    brandingSettings: { channel: { title: 'Local Academy', description: 'About', country: 'DE' } },
    status: { selfDeclaredMadeForKids: true, madeForKids: true },
  });
  const { data } = await change({ keywords: 'c' });
  expect(data.brandingSettings?.channel).toEqual({ title: 'Local Academy', keywords: 'c' });
  expect(await refusal(change({ title: 'Other' }))).toMatchObject({ reason: 'channelTitleUpdateForbidden' });
  expect(await refusal(update(['snippet'], { id }))).toMatchObject({ reason: 'unexpectedPart' });
  expect(await refusal(update(['status'], { id: 'UCother' }))).toMatchObject({
    status: 404,
    reason: 'channelNotFound',
  });
});

test('categories by region and by id', async () => {
  const categories = (filter: object) => bench.api.videoCategories.list({ part: ['snippet'], ...filter });
  const all = (await categories({ regionCode: 'DE' })).data.items ?? [];
  const assignable = all.filter(({ snippet }) => snippet?.assignable).map((category) => category.id);
  expect([all.length, assignable.length]).toEqual([20, 15]);
  const [one] = (await categories({ id: ['28'] })).data.items ?? [];
  expect(one?.snippet).toMatchObject({ title: 'Science & Technology', assignable: true });
  expect(await refusal(categories({ id: ['999'] }))).toMatchObject({
    status: 404,
    reason: 'videoCategoryNotFound',
  });
  expect(await refusal(categories({ regionCode: 'Germany' }))).toMatchObject({ reason: 'invalidRegionCode' });
});

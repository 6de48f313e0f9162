import { afterEach, describe, expect, it } from 'vitest';
import { sealVideo } from '../domain/render/description/marker.ts';
import {
  refuse,
  type Scripted,
  type ScriptedReply,
  startScripted,
} from '../test/support/scripted-youtube.ts';
import { type ChannelIndex, createChannelIndex } from './channel-index.ts';

const channelId = 'UCxxxxxxxxxxxxxxxxxxxxxx';
const FORMS = { channelId, episodeUrl: 'https://academy.example/watch/{{ episode.id }}' };
const CHANNEL: ScriptedReply = {
  body: { items: [{ id: 'UC1', contentDetails: { relatedPlaylists: { uploads: 'UU1' } } }] },
};
const sealedFor = (id: string, videoId: string): readonly [string, string] => [
  videoId,
  `https://academy.example/watch/${id}#00000000-0000-0000-${sealVideo({ channelId, videoId })}`,
];

/** A page of the uploads: pairs of a video and its description. */
const page = (items: readonly (readonly [string, string])[], nextPageToken?: string): ScriptedReply => ({
  body: {
    items: items.map(([videoId, description]) => ({
      id: `item of ${videoId}`,
      snippet: { description, resourceId: { videoId } },
    })),
    nextPageToken,
  },
});

let scripted: Scripted;
afterEach(() => scripted.close());

async function open(replies: readonly ScriptedReply[]) {
  scripted = await startScripted({ replies });
  const call = { meter: scripted.meter, signal: new AbortController().signal };
  return { call, index: createChannelIndex(scripted.youtube) };
}

const read = (index: ChannelIndex, ...ids: string[]) => ids.map((id) => index.get(id));

const TWO_PAGES = [
  CHANNEL,
  page(
    [
      sealedFor('a/one', 'new'),
      ['bare', 'no marker'],
      sealedFor('a/one', 'copy'),
      ['trailer', 'https://academy.example/watch/a/one'],
      ['reused', sealedFor('a/one', 'new')[1]],
    ],
    'more',
  ),
  page([sealedFor('a/two', 'old')]),
];

describe('listNewest', () => {
  it('reads one page and remembers each marker; of two with one marker the newest', async () => {
    const { index, call } = await open(TWO_PAGES);
    await index.listNewest(call, FORMS);
    expect(read(index, 'a/one', 'a/two', 'nobody')).toEqual(['new', undefined, undefined]);
    expect(scripted.meter.spent).toBe(2);
  });

  it('asks for the uploads playlist once', async () => {
    const { index, call } = await open([CHANNEL, page([])]);
    await index.listNewest(call, FORMS);
    await index.listNewest(call, FORMS);
    expect(scripted.calls.map(({ path }) => path.split('/').at(-1))).toEqual([
      'channels',
      'playlistItems',
      'playlistItems',
    ]);
  });

  it('does not replace what was remembered', async () => {
    const { index, call } = await open(TWO_PAGES);
    index.remember('a/one', 'made');
    await index.listNewest(call, FORMS);
    expect(index.get('a/one')).toBe('made');
  });
});

it('a link, or a seal of another video, is remembered as a link only', async () => {
  const { index, call } = await open(TWO_PAGES);
  await index.listNewest(call, FORMS);
  expect(index.linked('a/one')).toEqual(['trailer', 'reused']);
  expect(index.all('a/one')).toEqual(['new', 'copy']);
});

describe('two videos with one marker', () => {
  it('are both listed, the remembered one first, until a later read finds no marker', async () => {
    const { index, call } = await open(TWO_PAGES);
    index.remember('a/one', 'made');
    await index.listNewest(call, FORMS);
    expect(index.all('a/one')).toEqual(['made', 'new', 'copy']);
    index.remember('a/one', 'copy');
    expect(index.all('a/one')).toEqual(['copy', 'made', 'new']);
    index.forget('a/one', 'copy');
    expect([index.get('a/one'), index.all('a/one'), index.all('nobody')]).toEqual([
      'made',
      ['made', 'new'],
      [],
    ]);
  });
});

describe('listAll', () => {
  it('reads all pages, once in its life', async () => {
    const { index, call } = await open(TWO_PAGES);
    await index.listAll(call, FORMS);
    expect(index.isComplete()).toBe(true);
    await index.listAll(call, FORMS);
    expect(read(index, 'a/one', 'a/two')).toEqual(['new', 'old']);
    expect(scripted.meter.spent).toBe(3);
  });

  it('is done once for all who ask at the same time', async () => {
    const { index, call } = await open(TWO_PAGES);
    await Promise.all([index.listAll(call, FORMS), index.listAll(call, FORMS), index.listAll(call, FORMS)]);
    expect(scripted.meter.spent).toBe(3);
  });

  it('is begun again after a failure, which only who paid for it hears', async () => {
    const { index, call } = await open([CHANNEL, refuse(403, 'forbidden'), ...TWO_PAGES.slice(1)]);
    const both = await Promise.allSettled([index.listAll(call, FORMS), index.listAll(call, FORMS)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(read(index, 'a/one', 'a/two')).toEqual(['new', 'old']);
  });
});

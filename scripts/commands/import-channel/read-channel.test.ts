import { afterEach, describe, expect, it } from 'vitest';
import { COSTS } from '../../../domain/shared/costs.ts';
import {
  NOON,
  refuse,
  type Scripted,
  type ScriptedReply,
  startScripted,
} from '../../../test/support/scripted-youtube.ts';
import { readWholeChannel } from './read-channel.ts';

let scripted: Scripted;
afterEach(() => scripted?.close());

const CHANNEL = 'UCxxxxxxxxxxxxxxxxxxxxxx';
const channel = {
  items: [
    {
      id: CHANNEL,
      snippet: { title: 'Example' },
      contentDetails: { relatedPlaylists: { uploads: 'UUx' } },
    },
  ],
};
const uploads = (ids: readonly string[], totalResults: number, nextPageToken?: string) => ({
  items: ids.map((videoId) => ({ id: `item ${videoId}`, contentDetails: { videoId } })),
  pageInfo: { totalResults },
  ...(nextPageToken === undefined ? {} : { nextPageToken }),
});
const videos = (ids: readonly string[], channelId = CHANNEL) => ({
  items: ids.map((id) => ({
    id,
    snippet: { title: id, publishedAt: '2024-01-01T12:00:00Z', channelId, liveBroadcastContent: 'none' },
    status: { privacyStatus: 'public' },
    contentDetails: {},
    localizations: { en: {}, de: {} },
  })),
});
const NOTHING = { items: [] };

const read = async (bodies: readonly (object | ScriptedReply)[], only?: readonly string[]) => {
  scripted = await startScripted({
    replies: bodies.map((body) => (typeof body === 'object' && 'status' in body ? body : { body })),
  });
  const { youtube } = scripted;
  return readWholeChannel({ youtube, only, costs: COSTS, clock: () => NOON, progress: () => undefined });
};
const paths = () => scripted.calls.map(({ path }) => path.replace('/youtube/v3/', ''));

describe('a channel', () => {
  it('is read page by page, with GET alone, and counts its units', async () => {
    const found = await read([
      ...[channel, uploads(['a'], 2, 'p2'), uploads(['b'], 2), videos(['a', 'b'])],
      ...[NOTHING, NOTHING, NOTHING, NOTHING],
    ]);
    expect(found).toMatchObject({ spent: 8, gone: [], isWhole: true });
    expect(found.channel.videos.map(({ videoId, translations }) => [videoId, translations])).toEqual([
      ['a', ['de', 'en']],
      ['b', ['de', 'en']],
    ]);
    expect(scripted.calls.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('whose list of uploads was cut short is an error, not a smaller channel', async () => {
    await expect(read([channel, uploads(['a', 'b'], 3)])).rejects.toThrow(
      'YouTube listed 2 uploads of the 3 that it says there are, so the list was cut short: nothing was written',
    );
    expect(paths()).toEqual(['channels', 'playlistItems']);
  });

  it('asks once more for a video that was listed and not returned', async () => {
    const found = await read([
      ...[channel, uploads(['a', 'b', 'c'], 3), videos(['a']), videos(['b'])],
      ...[NOTHING, NOTHING, NOTHING, NOTHING],
    ]);
    expect(found.channel.videos.map(({ videoId }) => videoId)).toEqual(['a', 'b']);
    expect(found.gone).toEqual(['c']);
    expect(
      scripted.calls
        .filter(({ path }) => path.endsWith('/videos'))
        .at(-1)
        ?.query.getAll('id'),
    ).toEqual([...['b', 'c']]);
  });

  it('has no video of another channel', async () => {
    const other = videos(['a'], 'UCother');
    const none = uploads([], 0);
    const found = await read([channel, none, other, other, NOTHING, NOTHING, NOTHING, NOTHING], ['a']);
    expect(found).toMatchObject({ gone: ['a'], isWhole: false, channel: { videos: [] } });
  });

  it('is read whole when only some videos are named, because an id depends on the others; a cut list does no harm then', async () => {
    const found = await read(
      [channel, uploads(['b'], 3), videos(['a', 'b']), NOTHING, NOTHING, NOTHING, NOTHING],
      ['a'],
    );
    expect(found).toMatchObject({ gone: [], isWhole: false });
    expect(found.channel.videos.map(({ videoId }) => videoId)).toEqual(['a', 'b']);
  });

  it('that may not stream has no streams', async () => {
    const refusal = refuse(403, 'liveStreamingNotEnabled');
    const found = await read([
      ...[channel, uploads(['a'], 1), videos(['a']), refusal, refusal, refusal, NOTHING],
    ]);
    expect(found.channel.videos).toHaveLength(1);
    expect(found.channel.broadcasts.size + found.channel.streams.size).toBe(0);
  });
});

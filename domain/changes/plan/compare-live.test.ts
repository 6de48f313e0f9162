import { describe, expect, it } from 'vitest';
import { buildCatalog, buildVideo, episodeOf, sealedText } from '../../../test/support/catalog.ts';
import { renderEpisode } from '../../render/rendering.ts';
import type { LiveVideo } from '../live.ts';
import { compareCatalogs } from './changes.ts';
import { compareWithLive } from './compare-live.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const VIDEO = 'video000001';
const build = (name: string, more = {}) =>
  buildCatalog({
    guests: { ann: { name, avatar: 'a.png' } },
    blobs: { 'guests/a.png': 'b' },
    episodes: {
      'a/one': { guests: ['ann'], scheduledFor: '2026-01-01T12:00:00Z', thumbnail: 'keep', ...more },
    },
  });

function textsOf(catalog: ReturnType<typeof build>): Partial<LiveVideo> {
  const rendered = renderEpisode(catalog, episodeOf(catalog));
  if (!('desired' in rendered)) throw new Error('the test cannot render its episode');
  const { title } = rendered.desired;
  return { title, description: sealedText(rendered.desired, VIDEO), phase: 'complete' };
}

const [old, now] = [build('Ann'), build('Anne')];
function compare(video: Partial<LiveVideo> | undefined, marked = [VIDEO]) {
  const { changes } = compareCatalogs({ base: old, head: now, now: NOW });
  const channel = {
    videos: new Map(video === undefined ? [] : [[VIDEO, buildVideo(video)]]),
    broadcasts: new Map(),
    marked: new Map([['a/one', marked]]),
  };
  return compareWithLive({ catalog: now, changes, channel, spent: 1, now: NOW });
}
const nothing = { outOfDate: [], same: [], edited: [], absent: [], units: 0, spent: 1 };

describe('a change compared with live', () => {
  it('is out of date with the old text: a read and a write', () => {
    expect(compare(textsOf(old))).toEqual({ ...nothing, outOfDate: ['a/one'], units: 51 });
  });

  it('is the same with the new text, and costs nothing', () => {
    expect(compare(textsOf(now))).toEqual({ ...nothing, same: ['a/one'] });
  });

  it("is edited with a person's text, and costs nothing", () => {
    const texts = textsOf(old);
    const description = `A person's line.\n${texts.description ?? ''}`;
    expect(compare({ ...texts, description })).toEqual({
      ...nothing,
      edited: [{ episodeId: 'a/one', fields: ['description'] }],
    });
  });

  it('is not ours if two videos have the marker, or the video names another episode', () => {
    const unclear = { ...nothing, edited: [{ episodeId: 'a/one', fields: ['marker'] }] };
    expect(compare(textsOf(old), [VIDEO, 'video000002'])).toEqual(unclear);
    const { description = '' } = textsOf(old);
    expect(compare({ ...textsOf(old), description: description.replace('a/one#', 'b/two#') })).toEqual(
      unclear,
    );
  });

  it('is absent without a video, and not created in the past', () => {
    expect(compare(undefined)).toEqual({ ...nothing, absent: ['a/one'] });
    expect(compare(undefined, [])).toEqual({ ...nothing, absent: ['a/one'] });
  });

  it('that was never handed over is not ours: with what differs, and the number that takes it over', () => {
    const named = (title: string, more = {}) =>
      build('Ann', { title, kind: 'video', youtube: { videoId: VIDEO, ...more } });
    const compareForeign = (head: ReturnType<typeof build>) =>
      compareWithLive({
        catalog: head,
        changes: compareCatalogs({ base: old, head, now: NOW }).changes,
        channel: {
          videos: new Map([[VIDEO, buildVideo({ title: 'Theirs', description: 'By hand', phase: 'none' })]]),
          broadcasts: new Map(),
          marked: new Map(),
        },
        spent: 1,
        now: NOW,
      });
    const found = compareForeign(named('Ours'));
    const takeOver = found.notOurs?.[0]?.takeOver ?? '';
    expect(takeOver).toMatch(/^[0-9a-f]{10}$/);
    expect(found).toEqual({
      ...nothing,
      notOurs: [{ episodeId: 'a/one', videoId: VIDEO, fields: ['title', 'description'], takeOver }],
    });
    // The file may carry the number: it stays the same. Another title has another one.
    expect(compareForeign(named('Ours', { takeOver })).notOurs?.[0]?.takeOver).toBe(takeOver);
    expect(compareForeign(named('Another')).notOurs?.[0]?.takeOver).not.toBe(takeOver);
  });

  it('that is only observed differs, and is not the same', () => {
    const head = build('Ann', { title: 'Ours', manage: 'observe' });
    const { changes } = compareCatalogs({ base: old, head, now: NOW });
    const channel = {
      videos: new Map([[VIDEO, buildVideo(textsOf(old))]]),
      broadcasts: new Map(),
      marked: new Map([['a/one', [VIDEO]]]),
    };
    expect(compareWithLive({ catalog: head, changes, channel, spent: 1, now: NOW })).toMatchObject({
      same: [],
      outOfDate: [],
      observed: [{ episodeId: 'a/one', fields: ['title'] }],
    });
  });

  it('counts a thumbnail as to be written, as the listing does not include it', () => {
    const drawn = build('Anne', { thumbnail: { title: 'Big' } });
    const { changes } = compareCatalogs({ base: now, head: drawn, now: NOW });
    const channel = {
      videos: new Map([[VIDEO, buildVideo(textsOf(now))]]),
      broadcasts: new Map(),
      marked: new Map([['a/one', [VIDEO]]]),
    };
    const { outOfDate, units } = compareWithLive({
      catalog: drawn,
      changes,
      channel,
      spent: 1,
      now: NOW,
    });
    expect({ outOfDate, units }).toEqual({ outOfDate: ['a/one'], units: 51 });
  });
});

import { expect, test } from 'vitest';
import { renderDesired } from '../../domain/render/desired.ts';
import { renderFormerPicture } from '../../domain/render/thumbnail/render-picture.ts';
import { ThumbnailError, type ThumbnailFault } from '../../drawing/index.ts';
import { buildCatalog, buildVideo, episodeOf } from '../../test/support/catalog.ts';
import type { Dependencies } from '../dependencies.ts';
import { compareThumbnail, thumbnailFailure } from './set-thumbnail.ts';

test.each<[ThumbnailFault, string]>([
  ['glyphs', 'stall'],
  ['image', 'stall'],
  ['template', 'stall'],
  ['hung', 'bug'],
  ['died', 'bug'],
  ['internal', 'bug'],
  ['installation', 'bug'],
  ['closed', 'wait'],
])('%s is a %s', (fault, kind) => {
  const failure = thumbnailFailure('talks/first', new ThumbnailError(fault, 'it said so'));
  expect(failure).toMatchObject({ kind, reason: `thumbnail-${fault}`, outcome: 'not-sent' });
  expect(failure.message).toBe('the thumbnail of talks/first cannot be drawn: it said so');
});

test('what an older version drew without hosts’ faces is ours', async () => {
  const desiredOf = (name: string) => {
    const catalog = buildCatalog({
      shows: { talks: { name: 'Talks', hosts: ['ada'] } },
      guests: { ada: { name } },
      episodes: { 'talks/first': { title: 'First', show: 'talks' } },
    });
    return renderDesired(catalog, episodeOf(catalog, 'talks/first'));
  };
  // A picture is drawn as its JSON, and looks like another one when it is the same.
  const draw = (picture: unknown) => Buffer.from(JSON.stringify(picture));
  const [before, desired] = [desiredOf('Ada Byron'), desiredOf('Bo Lee')];
  const sourceOf = async (live: unknown, bases = [before]) => {
    const deps = {
      thumbnails: {
        draw: async (picture: unknown) => ({ bytes: draw(picture) }),
        difference: async (a: Buffer, b: Buffer) => (a.equals(b) ? 0 : 50),
      },
      youtube: { timeoutMs: 1_000, download: async () => ({ bytes: draw(live), mimeType: 'image/png' }) },
    } as unknown as Dependencies;
    const call = { signal: new AbortController().signal } as Parameters<typeof compareThumbnail>[1];
    const video = buildVideo({ hasCustomThumbnail: true, thumbnailUrl: 'http://cdn/a.jpg' });
    const thumbnail = { bytes: draw(desired.picture) };
    return (await compareThumbnail(deps, call, { live: video, thumbnail, bases, desired })).source;
  };
  expect(await sourceOf(desired.picture)).toBe('desired');
  expect(await sourceOf(before.picture)).toBe('ours');
  expect(await sourceOf(before.picture, [])).toBe('person');
  expect(await sourceOf(renderFormerPicture(before.picture))).toBe('ours');
  expect(await sourceOf(renderFormerPicture(desired.picture), [])).toBe('ours');
  expect(await sourceOf({ by: 'a person' })).toBe('person');
});

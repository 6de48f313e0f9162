import { expect, it } from 'vitest';
import { renderDesired } from '../../domain/render/desired.ts';
import { buildCatalog, buildVideo, episodeOf } from '../../test/support/catalog.ts';
import { assertOwnership } from './own-video.ts';

const VIDEO = 'video000001';

/** Whether an episode may write to a video with this description. */
function claim(description: string, written: Record<string, unknown> = {}): void {
  const catalog = buildCatalog({
    episodes: { 'a/one': { scheduledFor: '2026-07-01T12:00:00Z', ...written } },
  });
  const episode = episodeOf(catalog);
  const desired = renderDesired(catalog, episode);
  const live = buildVideo({ videoId: VIDEO, description });
  assertOwnership({ live, desired, episode, forms: catalog.academy });
}

const markerOf = (id: string): string => `Text\n\nhttps://academy.example/watch/${id}#00000000-0000-0000`;
const named = { youtube: { videoId: VIDEO } };

it('lets an episode write to a video that carries its marker, or that its file names', () => {
  expect(() => claim(markerOf('a/one'))).not.toThrow();
  expect(() => claim('by hand', named)).not.toThrow();
});

it('stalls at a video that no episode owns, and says what to write where', () => {
  const say = expect.objectContaining({
    kind: 'stall',
    reason: 'no-marker',
    outcome: 'not-sent',
    message: expect.stringContaining(`"youtube: { videoId: ${VIDEO} }" into episodes/a/one.yaml`),
  });
  expect(() => claim('by hand')).toThrow(say);
  expect(() => claim('by hand', { youtube: { videoId: 'otherVideo1' } })).toThrow(say);
});

it('stalls at another episode’s video, although the file names it, unless that is a former id', () => {
  const say = expect.objectContaining({ kind: 'stall', reason: 'foreign-marker' });
  expect(() => claim(markerOf('b/two'))).toThrow(say);
  expect(() => claim(markerOf('b/two'), named)).toThrow(say);
  expect(() => claim(markerOf('b/two'), { aliases: ['b/two'] })).not.toThrow();
});

import { expect, it } from 'vitest';
import type { Remembered } from '../../domain/changes/hand-over.ts';
import { buildCatalog, buildVideo, episodeOf, sealedText } from '../../test/support/catalog.ts';
import { assertHandedOver, standingOf } from './own-video.ts';

const VIDEO = 'video000001';

/** Throws unless a step may change a video with this description. */
function claim(description: string, written: Record<string, unknown> = {}, remembered?: Remembered): void {
  const catalog = buildCatalog({
    episodes: { 'a/one': { scheduledFor: '2026-07-01T12:00:00Z', ...written } },
  });
  const episode = episodeOf(catalog);
  const live = buildVideo({ videoId: VIDEO, description });
  assertHandedOver(standingOf(catalog, episode, live, remembered), episode, VIDEO);
}

const sealed = (episodeId: string): string => sealedText({ episodeId, title: 'T', body: 'Text' });
const named = { youtube: { videoId: VIDEO } };

it('lets an episode change a video that carries its sealed marker, or that it remembers', () => {
  expect(() => claim(sealed('a/one'))).not.toThrow();
  expect(() => claim('by hand', {}, { videoId: VIDEO })).not.toThrow();
});

it('lets it change one that it remembers from before its present video', () => {
  const former = { videoId: 'newVideo001', former: [{ videoId: VIDEO }] };
  expect(() => claim('by hand', {}, former)).not.toThrow();
  expect(() => claim(sealed('b/two'), {}, former)).toThrow('carries the marker of b/two');
});

it('stalls at a video that nothing links to the episode, and says what to write where', () => {
  const stalls = expect.objectContaining({
    kind: 'stall',
    reason: 'no-marker',
    outcome: 'not-sent',
    message: expect.stringContaining(`"youtube: { videoId: ${VIDEO} }" into episodes/a/one.yaml`),
  });
  expect(() => claim('by hand')).toThrow(stalls);
  expect(() => claim('by hand', { youtube: { videoId: 'otherVideo1' } })).toThrow(stalls);
  expect(() => claim('https://academy.example/watch/a/one')).toThrow(stalls);
});

it('stalls at a video that its file names and that was never handed over', () => {
  const stalls = expect.objectContaining({ kind: 'stall', reason: 'not-handed-over' });
  expect(() => claim('by hand', named)).toThrow(stalls);
  expect(() => claim('by hand', named, { videoId: 'otherVideo1' })).toThrow(stalls);
});

it('stalls at another episode’s video, although the file names it, unless that is a former id', () => {
  const stalls = expect.objectContaining({ kind: 'stall', reason: 'foreign-marker' });
  expect(() => claim(sealed('b/two'))).toThrow(stalls);
  expect(() => claim(sealed('b/two'), named)).toThrow(stalls);
  expect(() => claim(sealed('b/two'), { aliases: ['b/two'] })).not.toThrow();
});

import { expect, it } from 'vitest';
import type { YouTubeClient } from '../../clients/youtube/client.ts';
import { createTokenChannelMemory } from '../../clients/youtube/token-channel-memory.ts';
import { heldThumbnail, holdsThumbnails, shareRefusal } from './hold-thumbnails.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const GRANT = { id: 'g', day: 'd', units: 51 };
const REFUSED = { done: false, detail: 'no', refused: { hash: 'h', message: 'no', cause: 'forbidden' } };
const DONE = { done: true, detail: 'thumbnail uploaded' };

function depsWith(longUploadsStatus?: string, clock: () => number = () => NOW) {
  const tokenChannel = createTokenChannelMemory();
  const channel = { channelId: 'UC', title: 'x', uploadsPlaylistId: 'UU' };
  tokenChannel.last = {
    ...{ token: 't', readAt: NOW },
    channel: longUploadsStatus === undefined ? channel : { ...channel, longUploadsStatus },
  };
  return { youtube: { tokenChannel } as unknown as YouTubeClient, clock };
}

it.each(['eligible', 'disallowed'])(
  'a refusal on a channel that is %s counts for all thumbnails',
  (status) => {
    const deps = depsWith(status);
    expect(shareRefusal(deps, REFUSED)).toEqual(heldThumbnail('h'));
    expect(holdsThumbnails(deps, { grant: GRANT })).toBe(true);
  },
);

it.each(['allowed', 'longUploadsUnspecified', undefined])(
  'a refusal on a channel that may be verified (%s) is about one video',
  (status) => {
    const deps = depsWith(status);
    expect(shareRefusal(deps, REFUSED)).toBe(REFUSED);
    expect(holdsThumbnails(deps, { grant: GRANT })).toBe(false);
  },
);

it('another refusal is about one video, whatever the channel is', () => {
  const other = { ...REFUSED, refused: { ...REFUSED.refused, cause: 'invalidImage' } };
  expect(shareRefusal(depsWith('eligible'), other)).toBe(other);
});

it('is known to this worker for two minutes, or until YouTube takes one', () => {
  let now = NOW;
  const deps = depsWith('eligible', () => now);
  shareRefusal(deps, REFUSED);
  now = NOW + 119_000;
  expect(holdsThumbnails(deps, { grant: GRANT })).toBe(true);
  now = NOW + 121_000;
  expect(holdsThumbnails(deps, { grant: GRANT })).toBe(false);
  shareRefusal(deps, REFUSED);
  shareRefusal(deps, DONE);
  expect(holdsThumbnails(deps, { grant: GRANT })).toBe(false);
});

it('holds what the grant holds, but not what an operator wants sent', () => {
  const grant = { ...GRANT, holdsThumbnails: true as const };
  const deps = depsWith('allowed');
  expect(holdsThumbnails(deps, { grant })).toBe(true);
  expect(holdsThumbnails(deps, { grant, lastRefusal: { hash: 'h', isHeldBack: true } })).toBe(true);
  expect(holdsThumbnails(deps, { grant, lastRefusal: { hash: 'h', isHeldBack: false } })).toBe(false);
});

import { describe, expect, it } from 'vitest';
import {
  checkThumbnailsSoon,
  holdThumbnail,
  listHeldNeeds,
  openThumbnails,
  postponeCheck,
  recordHeldReport,
  releaseThumbnail,
  type ThumbnailHold,
  untilHeldReport,
} from './thumbnail-hold.ts';

const NOW = 1_000_000;
type Held = { thumbnails?: ThumbnailHold | undefined };

function hold(...ids: readonly string[]): Held {
  const holder: Held = {};
  for (const id of ids) holdThumbnail(holder, id, NOW);
  return holder;
}

describe('thumbnails that wait until the channel is verified', () => {
  it('are one entry, each once, in their order', () => {
    const holder = hold('a', 'b', 'a', 'c');
    expect(holder.thumbnails?.episodes).toEqual(['a', 'b', 'c']);
    expect(listHeldNeeds(holder)).toMatchObject([
      { reason: 'refused', cause: 'unverified', since: NOW, first: 'a' },
    ]);
    expect(listHeldNeeds(holder)[0]?.message).toContain('thumbnails of 3 episodes wait');
    expect(listHeldNeeds({})).toEqual([]);
  });

  it('stay bounded', () => {
    const holder = hold(...Array.from({ length: 2100 }, (_, index) => `e${index}`));
    expect(holder.thumbnails?.episodes).toHaveLength(2000);
  });

  it('are checked after a minute, then ever more rarely, up to once an hour, and at once when something changes', () => {
    const holder = hold('a');
    const pauses = [(holder.thumbnails?.checkAt ?? 0) - NOW];
    for (let check = 0; check < 7; check += 1) {
      postponeCheck(holder, NOW);
      pauses.push((holder.thumbnails?.checkAt ?? 0) - NOW);
    }
    expect(pauses.map((ms) => ms / 60_000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    checkThumbnailsSoon(holder, NOW);
    expect(holder.thumbnails?.checkAt).toBe(NOW);
  });

  it('go one by one when a file no longer wants them; one that YouTube took frees all others', () => {
    const holder = hold('a', 'b', 'c');
    releaseThumbnail(holder, { episodeId: 'b', accepted: false }, NOW);
    expect(holder.thumbnails).toMatchObject({ episodes: ['a', 'c'], checkAt: NOW + 60_000 });
    expect(holder.thumbnails).not.toHaveProperty('accepted');
    releaseThumbnail(holder, { episodeId: 'a', accepted: true }, NOW);
    expect(holder.thumbnails).toMatchObject({ episodes: ['c'], checkAt: NOW, accepted: true });
    releaseThumbnail(holder, { episodeId: 'c', accepted: false }, NOW);
    expect(holder.thumbnails).toBeUndefined();
  });

  it('that begin to wait while the others are sent wait for the next check, which is at once', () => {
    const holder = hold('a', 'b', 'c');
    openThumbnails(holder, ['a', 'b'], NOW + 5);
    expect(holder.thumbnails).toMatchObject({ episodes: ['c'], checkAt: NOW + 5 });
    openThumbnails(holder, ['c'], NOW + 5);
    expect(holder.thumbnails).toBeUndefined();
  });

  it('are counted for others at once when the first begins and the last ends, else every five seconds', () => {
    const holder = hold('a');
    expect(untilHeldReport(holder, NOW)).toBe(0);
    recordHeldReport(holder, NOW);
    expect(untilHeldReport(holder, NOW)).toBeUndefined();
    holdThumbnail(holder, 'b', NOW + 1000);
    expect(untilHeldReport(holder, NOW + 1000)).toBe(4000);
    expect(untilHeldReport(holder, NOW + 9000)).toBe(0);
    openThumbnails(holder, ['a', 'b'], NOW + 1000);
    expect(untilHeldReport(holder, NOW + 1000)).toBe(0);
    expect(untilHeldReport({}, NOW)).toBeUndefined();
  });
});

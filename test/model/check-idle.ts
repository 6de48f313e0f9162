import type { VideoState } from '../support/youtube.ts';
import { hasPicture, PLAYLIST, readDescription, type Want } from './content.ts';
import { Broken } from './invariant-violation.ts';
import type { Hand, Known } from './model-episode.ts';
import { HOUR } from './time.ts';
import type { World } from './world.ts';

type Channel = Awaited<ReturnType<World['academy']['youtube']['channel']>>;
type Seen = {
  readonly one: Known;
  readonly video: VideoState;
  readonly channel: Channel;
  readonly now: number;
};

/** 7: at rest YouTube shows what the head says, field by field; where a person's hand is on it, theirs. */
export async function checkRest(world: World): Promise<void> {
  const channel = await world.academy.youtube.channel();
  const now = world.academy.clock.now();
  for (const one of world.known.values()) {
    const video = channel.videos.find(({ id }) => id === one.videoId);
    if (one.want === undefined) checkOrphan(one, video);
    else if (video === undefined) checkAbsent(one, one.want, now);
    else checkVideo({ one, video, channel, now }, one.want);
  }
}

/** Nothing is written to what no file names. */
function checkOrphan(one: Known, video: VideoState | undefined): void {
  if (video === undefined) return;
  const stands = JSON.stringify([video.title, video.description, video.tags, video.privacyStatus]);
  if (one.frozen !== undefined && one.frozen !== stands)
    throw new Broken(
      '4',
      `episode ${one.uid} has no file, and its video changed from ${one.frozen} to ${stands}`,
    );
  one.frozen = stands;
}

/** Only what starts in the past, or was called off before it was made, may be missing. */
function checkAbsent({ uid }: Known, want: Want, now: number): void {
  if (want.cancelled || Date.parse(want.start) <= now) return;
  throw new Broken('7', `episode ${uid} (${want.id}) has no broadcast`);
}

function checkVideo(seen: Seen, want: Want): void {
  const { one, video, now } = seen;
  if (video.privacyStatus === privacyOf(one, want)) one.loose.delete('privacy');
  if (video.broadcast?.scheduledStartTime === want.start) one.loose.delete('start');
  const start = Date.parse(video.broadcast?.scheduledStartTime ?? '');
  const isAround = one.stage === 'live' || (one.stage === 'ready' && start - now <= HOUR);
  const allowed = isAround ? [...one.since, want] : [want];
  const faults = allowed.map((one) => listFaults(seen, one));
  const least = faults.toSorted((a, b) => a.length - b.length)[0] ?? [];
  if (least.length > 0) throw new Broken('7', `episode ${one.uid} (${want.id}): ${least.join('; ')}`);
  if (isAround) return;
  one.since = [want];
  one.own = false;
  one.lost = false;
  one.rested = true;
}

const privacyOf = ({ stage }: Known, { cancelled }: Want): string =>
  cancelled ? 'private' : stage === 'complete' ? 'unlisted' : 'public';

function listFaults({ one, video, channel, now }: Seen, want: Want): string[] {
  const { hand, loose } = one;
  const { body, id = '' } = readDescription(video.description);
  const faults: string[] = [];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    faults.push(`${what} is ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  };
  const tags = video.tags.toSorted();
  const mayStand = (field: keyof Hand, found: unknown): boolean =>
    String(found) === String(one.disowned[field]);
  if (!mayStand('title', video.title)) expect('title', video.title, hand.title ?? want.title);
  if (!mayStand('body', body)) expect('body', body, hand.body ?? want.body);
  if (!mayStand('tags', tags)) expect('tags', tags, (hand.tags ?? want.tags).toSorted());
  if (hand.body === undefined) expect('marker', id, want.id);
  const waits = one.stage === 'live' && want.cancelled;
  if (!loose.has('privacy') && !waits) expect('privacy', video.privacyStatus, privacyOf(one, want));
  const start = video.broadcast?.scheduledStartTime;
  if (one.stage === 'ready' && !loose.has('start') && Date.parse(want.start) > now)
    expect('start', start, want.start);
  expect(
    'in its playlist',
    channel.playlists.find((list) => list.id === PLAYLIST)?.items.includes(video.id),
    true,
  );
  if (hasPicture(one.uid)) expect('picture', video.hasCustomThumbnail, true);
  return faults;
}

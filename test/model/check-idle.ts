import type { TestVideo } from '../support/youtube.ts';
import { type ExpectedVideo, hasPicture, PLAYLIST, readTexts } from './content.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ManualEdits, ModelEpisode } from './model-episode.ts';
import { HOUR } from './time.ts';
import type { ModelWorld } from './world.ts';

type Channel = Awaited<ReturnType<ModelWorld['academy']['youtube']['channel']>>;
type Comparison = {
  readonly one: ModelEpisode;
  readonly video: TestVideo;
  readonly channel: Channel;
  readonly now: number;
};

/** Invariant 7: when all is idle, YouTube shows the head's content, field by field, or the manual edit of a field. */
export async function checkIdle(world: ModelWorld): Promise<void> {
  const channel = await world.academy.youtube.channel();
  const now = world.academy.clock.now();
  for (const one of world.episodes.values()) {
    const video = channel.videos.find(({ id }) => id === one.videoId);
    // `checkHandmade` compares it.
    if (one.isForeign) continue;
    if (one.expected === undefined) checkOrphan(one, video);
    else if (video === undefined) checkAbsent(one, one.expected, now);
    else checkVideo({ one, video, channel, now }, one.expected);
  }
}

/** Nothing is written to an orphaned video. */
function checkOrphan(one: ModelEpisode, video: TestVideo | undefined): void {
  if (video === undefined) return;
  const stands = JSON.stringify([video.title, video.description, video.tags, video.privacyStatus]);
  if (one.orphanedState !== undefined && one.orphanedState !== stands)
    throw new InvariantViolation(
      '4',
      `episode ${one.uid} has no file, and its video changed from ${one.orphanedState} to ${stands}`,
    );
  one.orphanedState = stands;
}

/** Only an episode that starts in the past or was cancelled before its creation may have no video. */
function checkAbsent({ uid }: ModelEpisode, want: ExpectedVideo, now: number): void {
  if (want.cancelled || Date.parse(want.start) <= now) return;
  throw new InvariantViolation('7', `episode ${uid} (${want.id}) has no broadcast`);
}

function checkVideo(seen: Comparison, want: ExpectedVideo): void {
  const { one, video, now } = seen;
  if (privaciesOf(one, want).includes(video.privacyStatus)) one.unknownSettings.delete('privacy');
  if (video.broadcast?.scheduledStartTime === want.start) one.unknownSettings.delete('start');
  const start = Date.parse(video.broadcast?.scheduledStartTime ?? '');
  const isAround = one.stage === 'live' || (one.stage === 'ready' && start - now <= HOUR);
  const allowed = isAround ? [...one.expectedSinceIdle, want] : [want];
  const faults = allowed.map((one) => listFaults(seen, one));
  const least = faults.toSorted((a, b) => a.length - b.length)[0] ?? [];
  if (least.length > 0)
    throw new InvariantViolation('7', `episode ${one.uid} (${want.id}): ${least.join('; ')}`);
  if (isAround) return;
  one.expectedSinceIdle = [want];
  one.ownFileChanged = false;
  one.baseLost = false;
  one.wasIdle = true;
  one.mayPublish = want.after === 'public' && one.mayPublish;
}

/** Whether it is public after its stream also depends on when that was said and approved: `publish-action.ts` checks it. */
const privaciesOf = ({ stage }: ModelEpisode, { cancelled, after }: ExpectedVideo): readonly string[] => {
  if (cancelled) return ['private'];
  if (stage !== 'complete') return ['public'];
  return after === 'public' ? ['unlisted', 'public'] : ['unlisted'];
};

function listFaults({ one, video, channel, now }: Comparison, want: ExpectedVideo): string[] {
  const { manualEdits, unknownSettings } = one;
  const { body, id = '' } = readTexts(one, video);
  const faults: string[] = [];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    faults.push(`${what} is ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  };
  const tags = video.tags.toSorted();
  const mayStand = (field: keyof ManualEdits, found: unknown): boolean =>
    String(found) === String(one.lostAdoptions[field]);
  if (!mayStand('title', video.title)) expect('title', video.title, manualEdits.title ?? want.title);
  if (!mayStand('body', body)) expect('body', body, manualEdits.body ?? want.body);
  if (!mayStand('tags', tags)) expect('tags', tags, (manualEdits.tags ?? want.tags).toSorted());
  if (one.unmarked) expect('marker', id, '');
  else if (manualEdits.body === undefined) expect('marker', id, want.id);
  const waits = one.stage === 'live' && want.cancelled;
  const privacies = privaciesOf(one, want);
  if (!unknownSettings.has('privacy') && !waits && !privacies.includes(video.privacyStatus))
    expect('privacy', video.privacyStatus, privacies);
  const start = video.broadcast?.scheduledStartTime;
  if (one.stage === 'ready' && !unknownSettings.has('start') && Date.parse(want.start) > now)
    expect('start', start, want.start);
  expect(
    'in its playlist',
    channel.playlists.find((list) => list.id === PLAYLIST)?.items.includes(video.id),
    true,
  );
  if (hasPicture(one.uid)) expect('picture', video.hasCustomThumbnail, true);
  return faults;
}

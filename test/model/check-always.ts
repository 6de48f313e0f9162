import type { QuotaStatus } from '../../contract/quota.ts';
import type { TestVideo, Write } from '../support/youtube.ts';
import { checkPaused, checkPausedRewrite } from './check-paused.ts';
import { PER_DAY, RESERVE, readDescription, readTexts } from './content.ts';
import { checkHandmade } from './handmade.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';
import type { ModelWorld } from './world.ts';

/** Checks what holds at every moment: invariants 1, 3, 4, 5, 10, 11 and 13. */
export async function checkAlways(world: ModelWorld): Promise<void> {
  // Writes are read before videos, so that every written video is in the list.
  const writes = await world.academy.youtube.writes();
  const channel = await world.academy.youtube.channel();
  const { videos } = channel;
  matchVideos(world, videos);
  for (const one of world.episodes.values()) {
    const video = videos.find(({ id }) => id === one.videoId);
    checkManualEdits(one, video);
    checkPublication(one, video);
    checkWrites(one, writes);
    checkAirTime(one, writes);
  }
  checkForeign(world, writes);
  checkHandmade(world, { channel, writes });
  checkPaused(world, writes);
  checkPausedRewrite(world, videos);
  await checkBudget(world);
}

/** Invariant 1: at most one broadcast per episode, ever. A new video that was not made by hand is ours: its last line says whose. */
function matchVideos(world: ModelWorld, videos: readonly TestVideo[]): void {
  const known = new Set([...world.episodes.values()].map(({ videoId }) => videoId));
  for (const { id: videoId, description } of videos) {
    if (known.has(videoId) || world.handmade.has(videoId)) continue;
    const { id } = readDescription(description);
    const owner = [...world.episodes.values()].find(({ ids }) => id !== undefined && ids.has(id));
    if (owner === undefined)
      throw new InvariantViolation(
        '1',
        `video ${videoId} carries the marker ${id}, which no file ever named`,
      );
    owner.videoId ??= videoId;
    if (owner.videoId !== videoId)
      throw new InvariantViolation(
        '1',
        `episode ${owner.uid} (${id}) has two videos, ${owner.videoId} and ${videoId}`,
      );
  }
  for (const { uid, videoId } of world.episodes.values())
    if (videoId !== undefined && !videos.some(({ id }) => id === videoId))
      throw new InvariantViolation('11', `video ${videoId} of episode ${uid} is gone`);
}

/** Invariant 5: manual edits stay. */
function checkManualEdits(one: ModelEpisode, video: TestVideo | undefined): void {
  if (video === undefined) return;
  const { uid, manualEdits } = one;
  const live = { title: video.title, body: readTexts(one, video).body, tags: video.tags };
  for (const field of ['title', 'body', 'tags'] as const) {
    const theirs = manualEdits[field];
    if (theirs === undefined || String(theirs) === String(live[field])) continue;
    throw new InvariantViolation(
      '5',
      `episode ${uid}: a person wrote ${field} "${theirs}", now it says "${live[field]}"`,
    );
  }
}

/** Invariant 11: a video becomes public only by its own file, an approval, or when `cancelled` is taken back. */
function checkPublication(one: ModelEpisode, video: TestVideo | undefined): void {
  if (video === undefined) return;
  const { uid, lastPrivacy = 'public', mayPublish } = one;
  const { privacyStatus } = video;
  one.lastPrivacy = privacyStatus;
  if (privacyStatus === 'public' && lastPrivacy !== 'public' && !mayPublish)
    throw new InvariantViolation('11', `episode ${uid} was ${lastPrivacy} and became public without a word`);
}

/** Invariants 10 and 2: no write without a reason, whatever fails in between. */
function checkWrites({ uid, videoId, allowedWrites }: ModelEpisode, writes: readonly Write[]): void {
  const mine = writes.filter((write) => write.videoId === videoId && write.applied && videoId !== undefined);
  const counts = new Map<string, number>();
  for (const { method } of mine) counts.set(method, (counts.get(method) ?? 0) + 1);
  for (const [method, count] of counts) {
    if (method === 'liveBroadcasts.bind') continue;
    const most = allowedWrites[method] ?? 0;
    if (count > most)
      throw new InvariantViolation(
        '10',
        `episode ${uid}: ${count} times ${method}, expected at most ${most}`,
      );
  }
}

const ON_AIR = ['videos.update', 'thumbnails.set', 'liveBroadcasts.update'];

/** Invariant 11: around air time only the episode's own file changes it. */
function checkAirTime({ uid, videoId, lastWriteBeforeAir }: ModelEpisode, writes: readonly Write[]): void {
  if (lastWriteBeforeAir === undefined) return;
  const after = writes.find(
    (write) => write.videoId === videoId && write.seq > lastWriteBeforeAir && ON_AIR.includes(write.method),
  );
  if (after !== undefined)
    throw new InvariantViolation(
      '11',
      `episode ${uid}: ${after.method} (${after.seq}) around air time without a word of its own file`,
    );
}

/** Invariant 4: no write to a foreign video. */
function checkForeign({ episodes }: ModelWorld, writes: readonly Write[]): void {
  const ours = new Set([...episodes.values()].map(({ videoId }) => videoId));
  const other = writes.find(({ videoId, applied }) => applied && videoId !== undefined && !ours.has(videoId));
  if (other !== undefined)
    throw new InvariantViolation('4', `${other.method} on ${other.videoId}, which belongs to no episode`);
}

/** Invariant 3: by YouTube's count, failed calls too. */
async function checkBudget(world: ModelWorld): Promise<void> {
  const { day, spent } = await world.academy.youtube.quota();
  if (day !== world.allowance.day) world.allowance = { day, units: PER_DAY };
  if (spent > world.allowance.units)
    throw new InvariantViolation('3', `${spent} units spent on ${day}, allowed are ${world.allowance.units}`);
  if (world.worker === undefined) return;
  const ledger = await world.academy.quota().catch(() => undefined);
  if (ledger !== undefined) checkReserve(world, ledger);
}

/** Invariant 3: once only the reserve for live work is left, no rewrite spends units on that day. */
function checkReserve(world: ModelWorld, { day, spent, granted }: QuotaStatus): void {
  const rewrites = spent['rewrite'] ?? 0;
  if (world.budgetExhausted?.day !== day) world.budgetExhausted = undefined;
  if (rewrites > (world.budgetExhausted?.rewrites ?? PER_DAY - RESERVE))
    throw new InvariantViolation(
      '3',
      `rewrites spent ${rewrites} units on ${day}: into the reserve of live work`,
    );
  const used = Object.values(spent).reduce((sum, units) => sum + units, 0);
  if (granted === 0 && used >= PER_DAY - RESERVE) world.budgetExhausted ??= { day, rewrites };
}

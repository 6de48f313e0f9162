import type { TestAcademy } from '../support/academy.ts';
import type { TestVideo, Write } from '../support/youtube.ts';
import { PLAYLIST, pageOf } from './content.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';

type Channel = Awaited<ReturnType<TestAcademy['youtube']['channel']>>;

/** The part of the model's world that concerns videos made by hand. */
export type HandmadeWorld = {
  readonly academy: Pick<TestAcademy, 'youtube' | 'clock'>;
  /** Videos that people made by hand, by id. */
  readonly handmade: Map<string, Handmade>;
  /** The card of a take-over that was shown, and the episodes whose videos are still as it says. */
  offer?: { readonly checksum: string; readonly episodes: Set<ModelEpisode> } | undefined;
};

/** A video that people made by hand. `bytes`: all that YouTube shows of it; absent from the approval of its take-over on. */
export type Handmade = { bytes?: string | undefined };

/** Id, title, description, tags and privacy of the first ones: a text, a link to an episode's page, a private upload. */
const FIRST = [
  { id: 'handmade001', title: 'By hand 1', description: 'Written by hand.\n\nFor ever.', tags: ['hand'] },
  { id: 'handmade002', title: 'A trailer', description: `See it here:\n\n${pageOf('talks/e0')}` },
  { id: 'handmade003', title: 'By hand 3', description: 'Draft.', privacyStatus: 'private' },
] as const;

/** Hand-written videos: two streams that are over, and an upload. */
export async function seedHandmade(world: HandmadeWorld): Promise<void> {
  const at = new Date(world.academy.clock.now() - 90 * 24 * 60 * 60_000).toISOString();
  await world.academy.youtube.seed({
    videos: FIRST.map((video, index) => (index === 2 ? video : { ...video, actualStartTime: at })),
  });
  for (const { id } of FIRST) world.handmade.set(id, {});
  await recordBytes(
    world,
    FIRST.map(({ id }) => id),
  );
}

/** What these videos show now is what they must show until they are taken over. */
export async function recordBytes(
  { academy, handmade }: HandmadeWorld,
  videoIds: readonly string[],
): Promise<void> {
  const channel = await academy.youtube.channel();
  for (const videoId of videoIds) handmade.set(videoId, { bytes: renderBytes(channel, videoId) });
}

function renderBytes({ videos, playlists }: Channel, videoId: string): string {
  const isIn = playlists.find(({ id }) => id === PLAYLIST)?.items.includes(videoId);
  return JSON.stringify([videos.find(({ id }) => id === videoId), isIn]);
}

export const isForeign = (
  { handmade }: Pick<HandmadeWorld, 'handmade'>,
  videoId: string | undefined,
): boolean => handmade.get(videoId ?? '')?.bytes !== undefined;

/** Invariant 13: before its take-over no call that writes goes to a hand-written video, and it keeps every byte. */
export function checkHandmade(
  { handmade }: HandmadeWorld,
  { channel, writes }: { readonly channel: Channel; readonly writes: readonly Write[] },
): void {
  for (const [videoId, { bytes }] of handmade) {
    if (bytes === undefined) continue;
    const call = writes.find((write) => write.videoId === videoId);
    if (call !== undefined)
      throw new InvariantViolation('13', `${call.method} (${call.seq}) was sent to ${videoId}, made by hand`);
    const now = renderBytes(channel, videoId);
    if (now !== bytes)
      throw new InvariantViolation('13', `${videoId}, made by hand, changed from ${bytes} to ${now}`);
  }
}

/** Of a video whose take-over was approved nothing is promised any more. */
export function recordTakeOver(world: HandmadeWorld): void {
  for (const one of world.offer?.episodes ?? []) {
    const { videoId } = one;
    if (videoId === undefined || !isForeign(world, videoId)) continue;
    world.handmade.set(videoId, {});
    one.isForeign = false;
    one.mayPublish = true;
    one.wasIdle = false;
    one.ownFileChanged = true;
    for (const method of Object.keys(one.allowedWrites)) one.allowedWrites[method] = 0;
    for (const method of ['videos.update', 'thumbnails.set', 'playlistItems.insert'])
      one.allowedWrites[method] = 1;
  }
  world.offer = undefined;
}

/** A new video with the texts of another, as Studio's "Reuse details" makes it. */
export const copyDetails = (id: string, { title, description, tags }: TestVideo) => ({
  id,
  title,
  description,
  tags,
});

import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos, type StoredVideo } from '../../clients/youtube/videos.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import { describeVanished } from '../../contract/reports/needs.ts';
import { chooseVideos, claimsOf, markerIdsOf } from '../../domain/changes/claims.ts';
import {
  isHandedOver,
  judgeStanding,
  type Remembered,
  type Standing,
  type StandingInput,
} from '../../domain/changes/hand-over.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { Failure, stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { readRemembered } from '../remembered.ts';

/** Videos that may belong to an episode: the one its file names, else those that were seen with its marker. Free. */
export const candidatesOf = (
  { index }: Pick<Dependencies, 'index'>,
  catalog: Catalog,
  episode: Episode,
): readonly string[] =>
  chooseVideos(
    catalog,
    episode,
    markerIdsOf(episode).flatMap((id) => index.all(id)),
  );

/** How a video stands to an episode, with what its caller remembers. Free. */
export const standingOf = (
  catalog: Catalog,
  episode: Episode,
  live: StandingInput['live'],
  remembered?: Remembered | undefined,
): Standing =>
  judgeStanding({
    live,
    episode,
    settings: catalog.academy,
    namedBy: claimsOf(catalog).named.get(live.videoId),
    remembered,
  });

/** The same for a caller that remembers nothing: what the episode's last run remembers is read only where no seal says it. No units. */
export async function findStanding(
  deps: Pick<Dependencies, 'client'>,
  { catalog, episode, live }: { catalog: Catalog; episode: Episode; live: StandingInput['live'] },
): Promise<Standing> {
  const standing = standingOf(catalog, episode, live);
  if (isHandedOver(standing) || standing.kind === 'another') return standing;
  const remembered = await readRemembered(deps, markerIdsOf(episode));
  return remembered === undefined ? standing : standingOf(catalog, episode, live, remembered);
}

/** Whether a seal on the video shows that it belongs to the episode. */
export const isSealedFor = (catalog: Catalog, episode: Episode, live: StandingInput['live']): boolean =>
  isHandedOver(standingOf(catalog, episode, live));

/** With two videos of one marker, only a person can decide. */
export const twoVideosFailure = ({ id, origin }: Episode, videoIds: readonly string[]): Failure =>
  stall(
    'two-videos',
    `${videoIds.join(' and ')} all carry the marker of ${id}: remove that line from the wrong ones, or set the right one as "youtube: { videoId: ... }" or the wrong ones as "youtube: { replaces: [...] }" in ${origin.path}`,
  );

/** A video that a file lists under `replaces` is no episode's, whatever marker it has. */
export function assertNotReplaced(catalog: Catalog, { id, origin }: Episode, videoId: string): void {
  if (!claimsOf(catalog).replaced.has(videoId)) return;
  throw stall(
    'replaced',
    `video ${videoId} is listed under "replaces", so it is not the video of an episode any more: remove it there, or set another video for ${id} in ${origin.path}`,
  );
}

/** Throws a stall for a video that nothing links to the episode any more, and for one of another episode. */
export function assertNotAnothers(standing: Standing, { id, origin }: Episode, videoId: string): void {
  if (standing.kind === 'unknown') {
    throw stall(
      'no-marker',
      `video ${videoId} carries no sealed marker of ${id}: if it is this episode, put "youtube: { videoId: ${videoId} }" into ${origin.path}`,
    );
  }
  if (standing.kind === 'another') {
    throw stall(
      'foreign-marker',
      `video ${videoId} carries the marker of ${standing.episodeId}, not of ${id}: correct youtube.videoId in ${origin.path}, or list the former id under aliases`,
    );
  }
}

/** Throws a stall before a call that changes a video which was never handed over. */
export function assertHandedOver(standing: Standing, episode: Episode, videoId: string): void {
  assertNotAnothers(standing, episode, videoId);
  if (isHandedOver(standing)) return;
  throw stall(
    'not-handed-over',
    `video ${videoId} was never handed over to ${episode.id}: nothing is changed on it until a take-over is approved`,
  );
}

const FRESH_RETRY_MS = 500;
const HOUR = 60 * 60 * 1000;

/** Reads the video of a request, 1 unit. A video that was just created can be invisible for seconds; any other has vanished. */
export async function readLive(
  deps: Dependencies,
  { meter, signal }: YouTubeCall,
  request: Pick<VideoRequest, 'videoId' | 'episodeId' | 'madeMsAgo'>,
): Promise<StoredVideo> {
  return (await readLiveWith(deps, { meter, signal }, request, [])).live;
}

/** The same, with up to 49 other videos for the same unit; those that are not on YouTube are left out. */
export async function readLiveWith(
  deps: Dependencies,
  { meter, signal }: Pick<YouTubeCall, 'meter' | 'signal'>,
  request: Pick<VideoRequest, 'videoId' | 'episodeId' | 'madeMsAgo'>,
  otherIds: readonly string[],
): Promise<{ readonly live: StoredVideo; readonly others: readonly StoredVideo[] }> {
  const { videoId, madeMsAgo = HOUR } = request;
  const ids = [...new Set([videoId, ...otherIds])];
  const videos = await readVideos(deps.youtube, meter, ids, signal);
  const live = videos.find((one) => one.videoId === videoId);
  if (live !== undefined) return { live, others: videos.filter((one) => one !== live) };
  if (madeMsAgo < HOUR) throw notVisibleFailure(videoId);
  throw stall('vanished', describeVanished(videoId));
}

export const notVisibleFailure = (videoId: string): Failure =>
  new Failure({
    kind: 'wait',
    reason: 'not-visible',
    message: `video ${videoId} is not visible yet`,
    outcome: 'not-sent',
    retryAfterMs: FRESH_RETRY_MS,
  });

import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readPicture, setThumbnail as upload } from '../../clients/youtube/thumbnails.ts';
import type { StepResult, VideoRequest } from '../../contract/episode.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { type Desired, hashPicture } from '../../domain/render/desired.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { type Thumbnail, ThumbnailError } from '../../drawing/index.ts';
import { readBases, readContent } from '../content.ts';
import type { Dependencies } from '../dependencies.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { assertOwnership } from './assert-ownership.ts';
import { readLive } from './read-live.ts';
import { thumbnailFailure } from './thumbnail-failure.ts';

/** Mean difference (0 to 255, both made small and grey) below which a live picture counts as a rendering of ours. */
const ALIKE = 6;

/**
 * Draws and uploads the thumbnail: when the video has none of its own, or when the live one is still a rendering of ours and shows
 * something else than it should. Any other picture is a person's and stays. 1 or 51 units; the picture's bytes travel nowhere else.
 */
export function setThumbnail(parts: Dependencies, order: VideoRequest): Promise<StepResult> {
  return runWithQuota(parts, order.grant, async (till): Promise<WithoutSpent<StepResult>> => {
    const { catalog, episode, desired } = await readContent(parts.repository, order.commit, order.episodeId);
    if (desired.picture === undefined) return { done: false, detail: 'thumbnail: keep' };
    const live = await readLive(parts, till, order);
    assertOwnership({ live, desired, episode, forms: catalog.academy, overwrite: order.overwrite });
    const drawn = await draw(parts, desired.picture, order.episodeId);
    const whose = await judge(parts, till, {
      live,
      thumbnail: drawn,
      bases: await readBases(parts.repository, order.baseCommits, episode),
    });
    const thumbnail = hashPicture(desired) ?? '';
    if (whose === 'desired') return { done: false, detail: 'the thumbnail is as it should be', thumbnail };
    if (whose === 'person' && order.overwrite?.includes('thumbnail') !== true) {
      const detail = 'a person replaced the thumbnail; left alone';
      return { done: false, detail, skippedField: 'thumbnail' as const, thumbnail };
    }
    const { bytes, mimeType } = drawn;
    await upload(parts.youtube, till.meter, { videoId: order.videoId, bytes, mimeType }, till.signal);
    return { done: true, detail: 'thumbnail uploaded', thumbnail };
  });
}

type Judged = { live: LiveVideo; thumbnail: Thumbnail; bases: readonly Desired[] };

async function judge(
  parts: Dependencies,
  till: YouTubeCall,
  { live, thumbnail, bases }: Judged,
): Promise<'none' | 'desired' | 'ours' | 'person'> {
  if (!live.hasCustomThumbnail || live.thumbnailUrl === undefined) return 'none';
  const standing = Buffer.from((await readPicture(parts.youtube, live.thumbnailUrl, till.signal)).bytes);
  const looksLike = async (bytes: Buffer): Promise<boolean> =>
    (await parts.thumbnails.difference(standing, bytes)) < ALIKE;
  if (standing.equals(thumbnail.bytes)) return 'desired';
  for (const { picture, episodeId } of bases) {
    if (picture !== undefined && (await looksLike((await draw(parts, picture, episodeId)).bytes)))
      return 'ours';
  }
  return (await looksLike(thumbnail.bytes)) ? 'desired' : 'person';
}

async function draw(parts: Dependencies, picture: Picture, episodeId: string): Promise<Thumbnail> {
  try {
    return await parts.thumbnails.draw(picture, (blob) => parts.repository.readBlob(blob));
  } catch (error) {
    if (!(error instanceof ThumbnailError)) throw error;
    throw thumbnailFailure(episodeId, error);
  }
}

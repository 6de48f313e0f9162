import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { StoredVideo } from '../../clients/youtube/videos.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import type { VideoRequest } from '../../contract/episode.ts';
import { Failure, stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';

const FRESH_RETRY_MS = 500;
const HOUR = 60 * 60 * 1000;

/** The video of an request, 1 unit. One that was made a moment ago can be invisible for seconds; any other has vanished. */
export async function readLive(
  deps: Dependencies,
  { meter, signal }: YouTubeCall,
  request: Pick<VideoRequest, 'videoId' | 'episodeId' | 'madeMsAgo'>,
): Promise<StoredVideo> {
  const { videoId, episodeId, madeMsAgo = HOUR } = request;
  const [live] = await readVideos(deps.youtube, meter, [videoId], signal);
  if (live !== undefined) return live;
  if (madeMsAgo < HOUR) throw notVisibleFailure(videoId);
  throw stall(
    'vanished',
    `video ${videoId} of ${episodeId} is not on YouTube any more: if it was deleted on purpose, remove the episode's file or its youtube.videoId; then send the update retry`,
  );
}

export const notVisibleFailure = (videoId: string): Failure =>
  new Failure({
    kind: 'wait',
    reason: 'not-visible',
    message: `video ${videoId} is not visible yet`,
    outcome: 'not-sent',
    retryAfterMs: FRESH_RETRY_MS,
  });

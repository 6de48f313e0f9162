import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import { describeCandidates } from '../../domain/changes/adopt/candidates.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import type { EpisodeContent } from '../read-content.ts';
import { candidatesOf } from './own-video.ts';

type Input = {
  readonly content: EpisodeContent;
  /** Known to the episode's run, or chosen by an operator. */
  readonly videoId?: string | undefined;
};

/**
 * Reads the video that an episode adopts from: the known one, else the one in its file, else the only one with its marker, 1 unit
 * for 50 of them. Of several none is taken: `reason` shows each, so that a person chooses.
 */
export async function chooseVideo(
  deps: Dependencies,
  call: YouTubeCall,
  { content, videoId }: Input,
): Promise<{ readonly live: LiveVideo } | { readonly reason: string }> {
  const known = videoId ?? content.desired.videoId;
  const ids = known === undefined ? await findCandidates(deps, call, content) : [known];
  const videos = await readAll(deps, call, ids);
  const [live, ...others] = videos;
  if (live === undefined) throw stall('vanished', `video ${ids.join(', ')} is no longer on YouTube`);
  if (others.length === 0) return { live };
  return { reason: describeCandidates({ ...content, videos }) };
}

async function findCandidates(
  deps: Dependencies,
  call: YouTubeCall,
  { catalog, episode }: EpisodeContent,
): Promise<readonly string[]> {
  // The index may know one of two: only the whole list, and what was uploaded since, says whether there is another.
  if (deps.index.isComplete()) await deps.index.listNewest(call, catalog.academy);
  await deps.index.listAll(call, catalog.academy);
  const found = candidatesOf(deps, catalog, episode);
  if (found.length > 0) return found;
  throw stall('no-video', `${episode.id} has no video on YouTube: there is nothing to adopt`);
}

async function readAll(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  ids: readonly string[],
): Promise<LiveVideo[]> {
  const videos: LiveVideo[] = [];
  for (let from = 0; from < ids.length; from += PAGE_SIZE)
    videos.push(...(await readVideos(youtube, meter, ids.slice(from, from + PAGE_SIZE), signal)));
  return videos;
}

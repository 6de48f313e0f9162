import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { LiveVideo } from '../../domain/changes/live.ts';
import type { VideoTexts } from '../../domain/changes/merge/video-texts.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { YouTubeClient } from './client.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';
import { required } from './unexpected.ts';
import { parseSnippet, parseStatus, parseVideo, type StoredVideo } from './video-answer.ts';

/** Up to 50 videos for 1 unit, in YouTube's order; ids it does not know are left out. Without ids nothing is asked. */
export async function readVideos(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<StoredVideo[]> {
  if (ids.length === 0) return [];
  assertOnePage(ids);
  const answer = await send({
    youtube,
    purse,
    signal,
    method: 'videos.list',
    request: (options) =>
      youtube.api.videos.list(
        { part: ['snippet', 'status', 'contentDetails', 'liveStreamingDetails'], id: [...ids] },
        options,
      ),
  });
  return (answer.items ?? []).map(parseVideo);
}

/**
 * Writes title, description, tags, category and language, and the visibility where it differs: 50 units. `live` must
 * have been read just before, as each part is replaced whole. Answers what YouTube stored.
 */
export async function updateVideo(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  input: { readonly live: StoredVideo; readonly next: VideoTexts },
  signal?: AbortSignal,
): Promise<StoredVideo> {
  const { live, next } = input;
  const privacy = next.privacy !== undefined && next.privacy !== live.privacy ? next.privacy : undefined;
  const requestBody = {
    id: live.videoId,
    snippet: renderSnippet(live, next),
    ...defined({ status: privacy && renderStatus(live, privacy) }),
  };
  const answer = await send({
    youtube,
    purse,
    signal,
    method: 'videos.update',
    request: (options) =>
      youtube.api.videos.update(
        { part: privacy === undefined ? ['snippet'] : ['snippet', 'status'], requestBody },
        options,
      ),
  });
  return mergeStored(live, answer);
}

/** Never a read-only key; `defaultAudioLanguage` is undocumented and really erased when left out. */
function renderSnippet(live: StoredVideo, next: VideoTexts): youtube_v3.Schema$VideoSnippet {
  const defaultLanguage = next.defaultLanguage ?? live.defaultLanguage;
  return {
    title: next.title,
    description: next.description,
    tags: [...next.tags],
    categoryId: next.categoryId,
    ...defined({ defaultLanguage, defaultAudioLanguage: live.defaultAudioLanguage }),
  };
}

function renderStatus(live: StoredVideo, privacyStatus: LiveVideo['privacy']): youtube_v3.Schema$VideoStatus {
  const { embeddable, license, publicStatsViewable, selfDeclaredMadeForKids, containsSyntheticMedia } = live;
  return {
    privacyStatus,
    ...defined({ embeddable, license, publicStatsViewable, selfDeclaredMadeForKids, containsSyntheticMedia }),
  };
}

/** The answer holds the written parts only; the others are as they were read. */
function mergeStored(live: StoredVideo, answer: youtube_v3.Schema$Video): StoredVideo {
  const { defaultLanguage: _language, defaultAudioLanguage: _audio, ...rest } = live;
  return {
    ...rest,
    ...parseSnippet(required(answer.snippet, 'videos.update', 'snippet')),
    ...(answer.status ? parseStatus(answer.status) : {}),
  };
}

function assertOnePage(ids: readonly string[]): void {
  if (ids.length <= PAGE_SIZE) return;
  throw new Failure({
    kind: 'bug',
    reason: 'too-many-ids',
    message: `videos.list takes ${PAGE_SIZE} ids, not ${ids.length}. Please report this fault of Showrunner.`,
    outcome: 'not-sent',
  });
}

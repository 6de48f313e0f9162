import { parseBody, videoBody } from '../api/body.ts';
import { badRequest, notFound } from '../api/errors.ts';
import { renderAll } from '../api/page.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  readFilter,
  readIds,
  readParts,
  readRequired,
} from '../api/request.ts';
import { renderVideo, VIDEO_PARTS } from '../resources/video.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { replaceLocalizations, replaceSnippet, replaceStatus } from './video-parts.ts';

/** `videos.list`: by id, at most 50, in the requested order; unknown ids are left out. */
export function listVideos(world: World, { query, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, VIDEO_PARTS);
  readFilter(query, ['id']);
  const videos = readIds(query).flatMap((id) => findVisible(world, id) ?? []);
  const scene = { origin, channel: world.channel() };
  const items = videos.map((video) => renderVideo(scene, video, parts));
  return { body: renderAll('youtube#videoListResponse', items) };
}

/** `videos.update`: replaces each named part; fields of it that were not sent are erased. */
export function updateVideo(world: World, { query, body, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, VIDEO_PARTS);
  const resource = parseBody(videoBody, body);
  assertWritable(parts);
  let video = readVideo(world, resource.id ?? '');
  if (parts.has('snippet'))
    video = applyRewording(replaceSnippet(video, resource.snippet ?? {}), world.settings().rewording);
  if (parts.has('status')) video = replaceStatus(video, resource.status ?? {}, world.now());
  if (parts.has('localizations')) video = replaceLocalizations(video, resource.localizations ?? {});
  world.store.video.put(video);
  return { body: renderVideo({ origin, channel: world.channel() }, video, parts), videoId: video.id };
}

/** YouTube changes some texts when it stores them. Which is not documented, so tests set it. */
function applyRewording(video: VideoRow, rewording: Readonly<Record<string, string>> = {}): VideoRow {
  const say = (text: string): string =>
    Object.entries(rewording).reduce((stored, [from, to]) => stored.replaceAll(from, to), text);
  return { ...video, title: say(video.title), description: say(video.description) };
}

/** `videos.delete`. */
export function deleteVideo(world: World, { query }: ApiRequest): ApiAnswer {
  const video = readVideo(world, readRequired(query, 'id'));
  removeVideo(world, video.id);
  return { status: 204, videoId: video.id };
}

/** Removes a video from the channel and from every playlist. */
export function removeVideo({ store }: World, videoId: string): void {
  for (const item of [...store.item.rows()]) if (item.videoId === videoId) store.item.remove(item.id);
  store.video.remove(videoId);
}

/** The video, or 404, also while it is not visible yet. */
export function readVideo(world: World, id: string, domain = 'youtube.video'): VideoRow {
  const video = findVisible(world, id);
  if (video !== undefined) return video;
  const message = 'The video that you are trying to use cannot be found. Check the value of the id property.';
  throw notFound('videoNotFound', message, domain);
}

function findVisible({ store, now }: World, id: string): VideoRow | undefined {
  const video = store.video.get(id);
  return video !== undefined && video.visibleAt <= now() ? video : undefined;
}

const WRITABLE = new Set(['id', 'snippet', 'status', 'localizations', 'recordingDetails']);

function assertWritable(parts: ReadonlySet<string>): void {
  const refused = [...parts].filter((part) => !WRITABLE.has(part));
  if (refused.length > 0) throw badRequest('unexpectedPart', refused.join(','), 'youtube.part');
}

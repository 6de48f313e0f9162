import type { z } from 'zod';
import { parseBody, videoBody } from '../api/body.ts';
import { badRequest, notFound } from '../api/errors.ts';
import { renderAll, renderPage } from '../api/page.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  readFilter,
  readIds,
  readParts,
  readRequired,
} from '../api/request.ts';
import { renderVideo, VIDEO_PARTS } from '../resources/video.ts';
import { listUploads } from '../state/order.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { assertRegion } from './categories.ts';
import {
  replaceLocalizations,
  replacePlacement,
  replaceRecording,
  replaceSnippet,
  replaceStatus,
} from './video-parts.ts';

/**
 * `videos.list`: by id, at most 50, in the requested order; unknown ids are left out. By `chart`: the public videos. By `myRating`:
 * none, as there are no viewers here.
 */
export function listVideos(world: World, { query, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, VIDEO_PARTS);
  const filter = readFilter(query, ['chart', 'id', 'myRating']);
  const scene = { origin, channel: world.channel(), now: world.now() };
  const render = (video: VideoRow) => renderVideo(scene, video, parts);
  const kind = 'youtube#videoListResponse';
  if (filter !== 'id')
    return { body: renderPage(query, kind, filter === 'chart' ? listChart(world, query) : [], render) };
  const videos = readIds(query).flatMap((id) => findVisible(world, id) ?? []);
  return { body: renderAll(kind, videos.map(render)) };
}

/** The most popular videos of a YouTube with one channel and no viewers, newest first. */
function listChart(world: World, query: URLSearchParams): VideoRow[] {
  const chart = query.get('chart');
  if (chart !== 'mostPopular')
    throw badRequest('invalidParameter', `Invalid value '${chart}' for chart.`, 'youtube.parameter');
  const region = query.get('regionCode');
  if (region !== null) assertRegion(region);
  const category = query.get('videoCategoryId') ?? '0';
  const now = world.now();
  return listUploads(world.store).filter(
    ({ privacyStatus, visibleAt, categoryId }) =>
      privacyStatus === 'public' && visibleAt <= now && (category === '0' || category === categoryId),
  );
}

/** `videos.update`: replaces each named part; fields of it that were not sent are erased. */
export function updateVideo(world: World, { query, body, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, VIDEO_PARTS);
  const resource = parseBody(videoBody, body);
  assertWritable(parts);
  const before = readVideo(world, resource.id ?? '');
  const video = replaceParts(world, before, parts, { snippet: {}, status: {}, ...resource });
  world.store.video.put(video);
  const scene = { origin, channel: world.channel(), now: world.now() };
  return { body: renderVideo(scene, video, parts), videoId: video.id };
}

type Resource = Partial<z.infer<typeof videoBody>>;

/** The video with each part that is named and sent. */
export function replaceParts(
  world: World,
  before: VideoRow,
  parts: ReadonlySet<string>,
  { snippet, status, localizations, recordingDetails, paidProductPlacementDetails }: Resource,
): VideoRow {
  let video = before;
  if (parts.has('snippet') && snippet)
    video = applyRewording(replaceSnippet(video, snippet), world.settings().rewording);
  if (parts.has('status') && status) video = replaceStatus(video, status, world.now());
  if (parts.has('localizations')) video = replaceLocalizations(video, localizations ?? {});
  if (parts.has('recordingDetails')) video = replaceRecording(video, recordingDetails ?? {});
  if (parts.has('paidProductPlacementDetails'))
    video = replacePlacement(video, paidProductPlacementDetails ?? {});
  return video;
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

export function findVisible({ store, now }: World, id: string): VideoRow | undefined {
  const video = store.video.get(id);
  return video !== undefined && video.visibleAt <= now() ? video : undefined;
}

const WRITABLE = new Set([
  'id',
  'snippet',
  'status',
  'localizations',
  'recordingDetails',
  'paidProductPlacementDetails',
]);

function assertWritable(parts: ReadonlySet<string>): void {
  const refused = [...parts].filter((part) => !WRITABLE.has(part));
  if (refused.length > 0) throw badRequest('unexpectedPart', refused.join(','), 'youtube.part');
}

import { parseBody, videoBody } from '../api/body.ts';
import { type MediaRule, requireMedia } from '../api/media.ts';
import { type ApiAnswer, type ApiRequest, readParts } from '../api/request.ts';
import { renderVideo, VIDEO_PARTS } from '../resources/video.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { newVideo } from './new-video.ts';
import { replaceParts } from './videos.ts';

/** 256 GB. The file is counted, not read. */
export const VIDEO_MEDIA: MediaRule = {
  types: ['video/*', 'application/octet-stream'],
  maxBytes: 274_877_906_944,
  keepBytes: 0,
};

/** `videos.insert`: an upload becomes a video at once; it has no length, as its file is not read. */
export function insertVideo(world: World, request: ApiRequest): ApiAnswer {
  const { video, parts } = createVideo(world, request);
  const { size, type } = requireMedia(request.media, VIDEO_MEDIA, 'youtube.video');
  const uploaded = { ...video, file: { bytes: size, type } };
  world.store.video.put(uploaded);
  const scene = { origin: request.origin, channel: world.channel(), now: world.now() };
  return { body: renderVideo(scene, uploaded, parts), videoId: uploaded.id };
}

/** Refuses a resource that the video could not have, before its file is sent. */
export function checkVideo(world: World, request: ApiRequest): void {
  createVideo(world, request);
}

function createVideo(world: World, { query, body }: ApiRequest) {
  const parts = readParts(query, VIDEO_PARTS);
  const blank: VideoRow = {
    ...newVideo(world),
    ...{ title: 'unknown', description: '', categoryId: '22', privacyStatus: 'public' },
  };
  const resource = parseBody(videoBody, body);
  const snippet = resource.snippet && { categoryId: '22', ...resource.snippet };
  return { parts, video: replaceParts(world, blank, parts, { ...resource, snippet }) };
}

import { badRequest, forbidden } from '../api/errors.ts';
import { type MediaRule, requireMedia } from '../api/media.ts';
import { withEtag } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readRequired } from '../api/request.ts';
import { renderThumbnails } from '../resources/thumbnails.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';
import { readVideo } from './videos.ts';

const DOMAIN = 'youtube.thumbnail';

/** 50 MB since 2026-09-14. */
const MAX_BYTES = 52_428_800;

export const THUMBNAIL_MEDIA: MediaRule = {
  types: ['image/jpeg', 'image/png', 'application/octet-stream'],
  maxBytes: MAX_BYTES,
  keepBytes: MAX_BYTES,
};

/** `thumbnails.set`: a PNG or JPEG becomes the video's picture; its URLs stay the same. */
export function setThumbnail(world: World, request: ApiRequest): ApiAnswer {
  const video = checkThumbnail(world, request);
  const { bytes } = requireMedia(request.media, THUMBNAIL_MEDIA, DOMAIN);
  const kept = world.pictures.keep(bytes);
  if (kept === undefined) throw badRequest('invalidImage', 'The provided image content is invalid.', DOMAIN);
  const changed = { ...video, ...kept };
  world.store.video.put(changed);
  const items = [renderThumbnails(request.origin, changed)];
  return { body: withEtag({ kind: 'youtube#thumbnailSetResponse', items }), videoId: video.id };
}

/** The video that the picture is for. A channel that is not verified may have no picture of its own. */
export function checkThumbnail(world: World, { query }: ApiRequest): VideoRow {
  const video = readVideo(world, readRequired(query, 'videoId'), DOMAIN);
  if ((world.channel().longUploadsStatus ?? 'allowed') !== 'allowed')
    throw forbidden(
      'forbidden',
      "The authenticated user doesn't have permissions to upload and set custom video thumbnails.",
      DOMAIN,
    );
  return video;
}

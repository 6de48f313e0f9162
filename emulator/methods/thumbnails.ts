import { ApiError, badRequest } from '../api/errors.ts';
import { withEtag } from '../api/page.ts';
import { type ApiAnswer, type ApiRequest, readRequired } from '../api/request.ts';
import { renderThumbnails } from '../resources/thumbnails.ts';
import type { World } from '../world.ts';
import { readVideo } from './videos.ts';

const DOMAIN = 'youtube.thumbnail';

/** 50 MB since 2026-09-14. */
const MAX_BYTES = 52_428_800;

/** `thumbnails.set`: a PNG or JPEG becomes the video's picture; its URLs stay the same. */
export function setThumbnail(world: World, { query, media, origin }: ApiRequest): ApiAnswer {
  const video = readVideo(world, readRequired(query, 'videoId'), DOMAIN);
  if (media === undefined || media.length === 0)
    throw badRequest('mediaBodyRequired', 'The request does not include the image content.', DOMAIN);
  if (media.length > MAX_BYTES)
    throw new ApiError(413, 'uploadTooLarge', 'The image content in the request is too large.', DOMAIN);
  const thumbnail = world.pictures.keep(media);
  if (thumbnail === undefined)
    throw badRequest('invalidImage', 'The provided image content is invalid.', DOMAIN);
  world.store.video.put({ ...video, thumbnail });
  const items = [renderThumbnails(origin, video.id)];
  return { body: withEtag({ kind: 'youtube#thumbnailSetResponse', items }), videoId: video.id };
}

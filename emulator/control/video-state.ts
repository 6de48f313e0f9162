import { defined } from '../defined.ts';
import { thumbnailUrl } from '../resources/thumbnails.ts';
import { readLiveContent } from '../resources/video.ts';
import { listItems } from '../state/order.ts';
import { FOLLOWS } from '../state/pictures.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';

/** A video in the control API, with all fields. */
export function renderVideoState(video: VideoRow, origin: string) {
  const {
    order: _order,
    visibleAt: _visibleAt,
    thumbnail,
    thumbnailWidth: _width,
    broadcast,
    ...row
  } = video;
  return {
    ...row,
    madeForKids: video.selfDeclaredMadeForKids ?? false,
    liveBroadcastContent: readLiveContent(video),
    hasCustomThumbnail: thumbnail !== undefined,
    ...(thumbnail === FOLLOWS ? { thumbnailFollows: true } : defined({ thumbnailSha256: thumbnail })),
    thumbnailUrl: thumbnailUrl(origin, video.id),
    ...(broadcast === undefined ? {} : { broadcast: renderBroadcastState(broadcast) }),
  };
}

function renderBroadcastState({ settings, ...broadcast }: NonNullable<VideoRow['broadcast']>) {
  return { ...broadcast, ...settings };
}

/** The ids of the videos of each playlist, in order. */
export function renderPlaylistStates({ store }: World) {
  return [...store.playlist.rows()].map(({ id, title }) => ({
    id,
    title,
    items: listItems(store, id).map(({ videoId }) => videoId),
  }));
}

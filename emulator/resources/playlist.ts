import { withEtag } from '../api/page.ts';
import { pickParts } from '../api/request.ts';
import { defined } from '../defined.ts';
import type { ChannelRow, PlaylistItemRow, PlaylistRow, VideoRow } from '../state/rows.ts';
import { renderThumbnails } from './thumbnails.ts';

type Scene = { readonly origin: string; readonly channel: ChannelRow };
type Parts = ReadonlySet<string>;

export const PLAYLIST_PARTS = ['id', 'snippet', 'status', 'contentDetails', 'player', 'localizations'];

/** A `youtube#playlist` with the requested parts. */
export function renderPlaylist(
  { channel }: Pick<Scene, 'channel'>,
  playlist: PlaylistRow,
  itemCount: number,
  parts: Parts,
) {
  const { title, description, createdAt, privacyStatus } = playlist;
  return withEtag({
    kind: 'youtube#playlist',
    id: playlist.id,
    ...pickParts(parts, {
      snippet: () => ({
        publishedAt: createdAt,
        channelId: channel.channelId,
        title,
        description,
        thumbnails: {},
        channelTitle: channel.title,
        localized: { title, description },
      }),
      status: () => ({ privacyStatus }),
      contentDetails: () => ({ itemCount }),
      player: () => ({
        embedHtml: `<iframe src="//www.youtube.com/embed/videoseries?list=${playlist.id}"></iframe>`,
      }),
    }),
  });
}

export const ITEM_PARTS = ['id', 'snippet', 'status', 'contentDetails'];

type Placed = { readonly item: PlaylistItemRow; readonly position: number; readonly video: VideoRow };

/** A `youtube#playlistItem` with the requested parts. */
export function renderPlaylistItem(
  { origin, channel }: Scene,
  { item, position, video }: Placed,
  parts: Parts,
) {
  const { channelId, title: channelTitle } = channel;
  const owner = { videoOwnerChannelTitle: channelTitle, videoOwnerChannelId: channelId };
  return withEtag({
    kind: 'youtube#playlistItem',
    id: item.id,
    ...pickParts(parts, {
      snippet: () => ({
        publishedAt: item.addedAt,
        channelId,
        title: video.title,
        description: video.description,
        thumbnails: renderThumbnails(origin, video),
        channelTitle,
        playlistId: item.playlistId,
        position,
        resourceId: { kind: 'youtube#video', videoId: video.id },
        ...owner,
      }),
      status: () => ({ privacyStatus: video.privacyStatus }),
      contentDetails: () => ({
        videoId: video.id,
        videoPublishedAt: video.publishedAt,
        ...defined({ note: item.note }),
      }),
    }),
  });
}

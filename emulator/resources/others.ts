import { withEtag } from '../api/page.ts';
import { pickParts } from '../api/request.ts';
import { uploadsPlaylistId } from '../state/ids.ts';
import type { ChannelRow, PlaylistItemRow, PlaylistRow, StreamRow, VideoRow } from '../state/rows.ts';
import { renderThumbnails } from './thumbnails.ts';

type Scene = { readonly origin: string; readonly channel: ChannelRow };
type Parts = ReadonlySet<string>;

export const CHANNEL_PARTS = [
  'id',
  'snippet',
  'contentDetails',
  'statistics',
  'status',
  'brandingSettings',
  'localizations',
  'topicDetails',
  'contentOwnerDetails',
  'auditDetails',
];

export function renderChannel(
  { channel, videoCount }: { channel: ChannelRow; videoCount: number },
  parts: Parts,
) {
  const { channelId, title } = channel;
  return withEtag({
    kind: 'youtube#channel',
    id: channelId,
    ...pickParts(parts, {
      snippet: () => ({
        title,
        description: '',
        customUrl: '@local',
        publishedAt: '2020-01-01T00:00:00Z',
        thumbnails: {},
        localized: { title, description: '' },
      }),
      contentDetails: () => ({ relatedPlaylists: { likes: 'LL', uploads: uploadsPlaylistId(channelId) } }),
      statistics: () => ({
        viewCount: '0',
        subscriberCount: '0',
        hiddenSubscriberCount: false,
        videoCount: String(videoCount),
      }),
      status: () => ({
        privacyStatus: 'public',
        isLinked: true,
        longUploadsStatus: 'allowed',
        madeForKids: false,
      }),
    }),
  });
}

export const STREAM_PARTS = ['id', 'snippet', 'cdn', 'status', 'contentDetails'];

export function renderStream({ channel }: Pick<Scene, 'channel'>, stream: StreamRow, parts: Parts) {
  const { title, description, createdAt, ingestionType, resolution, frameRate, key, active, isReusable } =
    stream;
  return withEtag({
    kind: 'youtube#liveStream',
    id: stream.id,
    ...pickParts(parts, {
      snippet: () => ({
        publishedAt: createdAt,
        channelId: channel.channelId,
        title,
        description,
        isDefaultStream: false,
      }),
      cdn: () => ({
        ingestionType,
        resolution,
        frameRate,
        ingestionInfo: {
          streamName: key,
          ingestionAddress: 'rtmp://127.0.0.1/live2',
          rtmpsIngestionAddress: 'rtmps://127.0.0.1/live2',
        },
      }),
      status: () => ({
        streamStatus: active ? 'active' : 'ready',
        healthStatus: { status: active ? 'good' : 'noData' },
      }),
      contentDetails: () => ({ isReusable }),
    }),
  });
}

export const PLAYLIST_PARTS = ['id', 'snippet', 'status', 'contentDetails', 'player', 'localizations'];

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
        thumbnails: renderThumbnails(origin, video.id),
        channelTitle,
        playlistId: item.playlistId,
        position,
        resourceId: { kind: 'youtube#video', videoId: video.id },
        ...owner,
      }),
      status: () => ({ privacyStatus: video.privacyStatus }),
      contentDetails: () => ({ videoId: video.id, videoPublishedAt: video.publishedAt }),
    }),
  });
}

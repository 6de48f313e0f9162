import { listBroadcasts } from '../methods/broadcasts-list.ts';
import { bindBroadcast, transitionBroadcast } from '../methods/broadcasts-state.ts';
import { deleteBroadcast, insertBroadcast, updateBroadcast } from '../methods/broadcasts-write.ts';
import { listCategories } from '../methods/categories.ts';
import { listChannels, updateChannel } from '../methods/channels.ts';
import {
  deletePlaylistItem,
  insertPlaylistItem,
  listPlaylistItems,
  updatePlaylistItem,
} from '../methods/playlist-items.ts';
import { deletePlaylist, insertPlaylist, listPlaylists, updatePlaylist } from '../methods/playlists.ts';
import { deleteStream, insertStream, listStreams, updateStream } from '../methods/streams.ts';
import { checkThumbnail, setThumbnail, THUMBNAIL_MEDIA } from '../methods/thumbnails.ts';
import { checkVideo, insertVideo, VIDEO_MEDIA } from '../methods/video-insert.ts';
import { batchGetStats } from '../methods/video-stats.ts';
import { deleteVideo, listVideos, updateVideo } from '../methods/videos.ts';
import type { Endpoint } from './request.ts';

/** Every API method that the local YouTube implements. */
export const ENDPOINTS: readonly Endpoint[] = [
  { method: 'channels.list', http: 'GET', path: 'channels', handle: listChannels },
  { method: 'channels.update', http: 'PUT', path: 'channels', handle: updateChannel },
  { method: 'liveBroadcasts.list', http: 'GET', path: 'liveBroadcasts', handle: listBroadcasts },
  { method: 'liveBroadcasts.insert', http: 'POST', path: 'liveBroadcasts', handle: insertBroadcast },
  { method: 'liveBroadcasts.update', http: 'PUT', path: 'liveBroadcasts', handle: updateBroadcast },
  { method: 'liveBroadcasts.delete', http: 'DELETE', path: 'liveBroadcasts', handle: deleteBroadcast },
  { method: 'liveBroadcasts.bind', http: 'POST', path: 'liveBroadcasts/bind', handle: bindBroadcast },
  {
    method: 'liveBroadcasts.transition',
    http: 'POST',
    path: 'liveBroadcasts/transition',
    handle: transitionBroadcast,
  },
  { method: 'liveStreams.list', http: 'GET', path: 'liveStreams', handle: listStreams },
  { method: 'liveStreams.insert', http: 'POST', path: 'liveStreams', handle: insertStream },
  { method: 'liveStreams.update', http: 'PUT', path: 'liveStreams', handle: updateStream },
  { method: 'liveStreams.delete', http: 'DELETE', path: 'liveStreams', handle: deleteStream },
  { method: 'videos.list', http: 'GET', path: 'videos', handle: listVideos },
  {
    ...{ method: 'videos.insert', http: 'POST', path: 'videos', handle: insertVideo },
    ...{ media: VIDEO_MEDIA, check: checkVideo },
  },
  { method: 'videos.update', http: 'PUT', path: 'videos', handle: updateVideo },
  { method: 'videos.batchGetStats', http: 'GET', path: 'videos:batchGetStats', handle: batchGetStats },
  { method: 'videos.delete', http: 'DELETE', path: 'videos', handle: deleteVideo },
  { method: 'videoCategories.list', http: 'GET', path: 'videoCategories', handle: listCategories },
  {
    ...{ method: 'thumbnails.set', http: 'POST', path: 'thumbnails/set', handle: setThumbnail },
    ...{ media: THUMBNAIL_MEDIA, check: checkThumbnail },
  },
  { method: 'playlists.list', http: 'GET', path: 'playlists', handle: listPlaylists },
  { method: 'playlists.insert', http: 'POST', path: 'playlists', handle: insertPlaylist },
  { method: 'playlists.update', http: 'PUT', path: 'playlists', handle: updatePlaylist },
  { method: 'playlists.delete', http: 'DELETE', path: 'playlists', handle: deletePlaylist },
  { method: 'playlistItems.list', http: 'GET', path: 'playlistItems', handle: listPlaylistItems },
  { method: 'playlistItems.insert', http: 'POST', path: 'playlistItems', handle: insertPlaylistItem },
  { method: 'playlistItems.update', http: 'PUT', path: 'playlistItems', handle: updatePlaylistItem },
  { method: 'playlistItems.delete', http: 'DELETE', path: 'playlistItems', handle: deletePlaylistItem },
];

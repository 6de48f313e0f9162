import { sealVideo } from '../../domain/render/description/marker.ts';
import { CHANNEL_ID } from '../support/academy-files.ts';
import type { YouTubeControl } from '../support/youtube.ts';

/** A channel without ids and times, which differ between runs. Equal channels show a viewer the same. */
export type ChannelDescription = {
  readonly videos: readonly unknown[];
  readonly playlists: Readonly<Record<string, readonly number[]>>;
};

/** Ids, and when something happened, as opposed to when it was planned. */
const OF_ONE_RUN = new Set([
  'id',
  'etag',
  'publishedAt',
  'boundAt',
  'thumbnailUrl',
  'liveChatId',
  'actualStartTime',
  'actualEndTime',
  'durationSeconds',
]);

type Video = Awaited<ReturnType<YouTubeControl['channel']>>['videos'][number];

/** The seal's last part names the video. One that names another video, or none yet, stays as it is. */
function maskSeal(video: Video): Video {
  const own = sealVideo({ channelId: CHANNEL_ID, videoId: video.id });
  return { ...video, description: video.description.replace(`-${own}`, '-of this video') };
}

/** Everything that the control API returns for every video, oldest first; streams by title, playlists by the videos' indexes. */
export async function describeChannel(youtube: YouTubeControl): Promise<ChannelDescription> {
  const { videos, playlists, streams } = await youtube.channel();
  const oldestFirst = videos.toReversed().map(maskSeal);
  const titles = new Map(streams.map(({ id, title }) => [id, title]));
  const place = (id: string): number => oldestFirst.findIndex((video) => video.id === id);
  return {
    videos: JSON.parse(
      JSON.stringify(oldestFirst, (key, value: unknown) =>
        OF_ONE_RUN.has(key) ? undefined : key === 'boundStreamId' ? titles.get(String(value)) : value,
      ),
    ) as unknown[],
    playlists: Object.fromEntries(playlists.map(({ id, items }) => [id, items.map(place)])),
  };
}

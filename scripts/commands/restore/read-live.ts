import type { YouTubeClient } from '../../../clients/youtube/client.ts';
import { readPicture } from '../../../clients/youtube/thumbnails.ts';
import type { Environment, Settings } from '../../../config/settings.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';
import { videosOf } from '../../../domain/changes/plan/compare-live.ts';
import type { Target } from '../../lib/episode-update.ts';
import { openYouTube } from '../../lib/open-youtube.ts';
import { CommandError } from '../../lib/outcome.ts';
import { readChannel } from '../plan/read-channel.ts';

/** The newest uploads of a channel of 10,000 videos, its broadcasts, and the video. */
const MAX_UNITS = 230;

export type LiveEpisode = { readonly live: LiveVideo; readonly youtube: YouTubeClient };

/**
 * Reads the video of an episode with the worker's settings: 1 unit when its id is known, else also the listing of the channel. The
 * worker's quota does not count it.
 */
export async function readLiveEpisode(
  settings: Settings,
  env: Environment,
  { episode, catalog, position }: Target,
): Promise<LiveEpisode> {
  const { place, youtube } = await openYouTube(settings, env);
  const named = episode.youtube?.videoId ?? position.videoId;
  const known =
    named === undefined
      ? episode
      : { ...episode, youtube: { replaces: [], ...episode.youtube, videoId: named } };
  const { channel } = await readChannel(
    youtube,
    {
      catalog,
      episodes: [known],
      unnamed: named === undefined ? [episode] : [],
      upcoming: named === undefined,
      unitsForVideos: 1,
      maxUnits: MAX_UNITS,
      costs: settings.costs,
    },
    Date.now,
  ).catch((error: unknown) => {
    throw new CommandError(`could not read YouTube (${place}): ${String((error as Error).message)}`);
  });
  const [videoId, ...others] = videosOf(catalog, known, channel);
  if (others.length > 0)
    throw new CommandError(
      `several videos carry the marker of ${episode.id}: ${[videoId, ...others].join(', ')}`,
    );
  const live = channel.videos.get(videoId ?? '');
  if (live !== undefined) return { live, youtube };
  throw new CommandError(`${episode.id} has no video on YouTube (${place}): there is nothing to restore`);
}

/** Whether the picture on YouTube looks like another one. Starts a drawing process once, if there is something to compare. */
export function createComparison({ live, youtube }: LiveEpisode) {
  let current: Promise<Buffer> | undefined;
  const read = async (url: string): Promise<Buffer> => Buffer.from((await readPicture(youtube, url)).bytes);
  return async (picture: Buffer): Promise<boolean> => {
    if (!live.hasCustomThumbnail || live.thumbnailUrl === undefined) return false;
    current ??= read(live.thumbnailUrl);
    const shown = await current;
    return shown.equals(picture) || (await looksAlike(shown, picture));
  };
}

/** As the worker compares: see ALIKE in activities/episode/set-thumbnail.ts. */
const ALIKE = 6;

async function looksAlike(a: Buffer, b: Buffer): Promise<boolean> {
  const { createThumbnails } = await import('../../../drawing/index.ts');
  const thumbnails = createThumbnails();
  try {
    return (await thumbnails.difference(a, b)) < ALIKE;
  } finally {
    await thumbnails.close();
  }
}

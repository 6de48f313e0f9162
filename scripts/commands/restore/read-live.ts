import type { YouTubeClient } from '../../../clients/youtube/client.ts';
import type { Environment, Settings } from '../../../config/settings.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';
import { videosOf } from '../../../domain/changes/plan/compare-live.ts';
import type { Catalog, Episode } from '../../../domain/content/catalog/records.ts';
import { PAGE_SIZE } from '../../../domain/shared/costs.ts';
import type { Target } from '../../lib/episode-update.ts';
import { openYouTube } from '../../lib/open-youtube.ts';
import { CommandError } from '../../lib/outcome.ts';
import type { Failed } from '../../lib/preview-episodes.ts';
import { readChannel } from '../plan/read-channel.ts';

/** The newest uploads of a channel of 10,000 videos, and its broadcasts. */
const MAX_UNITS = 230;

type Input = { readonly catalog: Catalog; readonly targets: readonly Target[] };

/** Targets with their videos. `absent`: those without one; `ambiguous`: those with several. */
export type LiveEpisodes = {
  readonly youtube: YouTubeClient;
  readonly found: readonly { readonly target: Target; readonly live: LiveVideo }[];
  readonly absent: readonly Failed[];
  readonly ambiguous: readonly Failed[];
};

/**
 * Reads the videos of episodes with the worker's settings: 1 unit for 50 whose ids are known, else also the listing of the channel. The
 * worker's quota does not count it.
 */
export async function readLiveEpisodes(
  settings: Settings,
  env: Environment,
  { catalog, targets }: Input,
): Promise<LiveEpisodes> {
  const { place, youtube } = await openYouTube(settings, env);
  const known = targets.map((target) => ({ target, episode: withKnownVideo(target) }));
  const episodes = known.map(({ episode }) => episode);
  const unnamed = episodes.filter(({ youtube: named }) => named?.videoId === undefined);
  const unitsForVideos = Math.ceil(targets.length / PAGE_SIZE);
  const wanted = { catalog, episodes, unnamed, upcoming: unnamed.length > 0, unitsForVideos };
  const { channel } = await readChannel(
    youtube,
    { ...wanted, maxUnits: MAX_UNITS + unitsForVideos, costs: settings.costs },
    Date.now,
  ).catch((error: unknown) => {
    throw new CommandError(`could not read YouTube (${place}): ${String((error as Error).message)}`);
  });
  const read = known.map(({ target, episode }) => {
    const videoIds = videosOf(catalog, episode, channel);
    return { target, videoIds, live: channel.videos.get(videoIds[0] ?? '') };
  });
  return {
    youtube,
    found: read.flatMap(({ target, videoIds, live }) =>
      live === undefined || videoIds.length > 1 ? [] : [{ target, live }],
    ),
    absent: read
      .filter(({ live }) => live === undefined)
      .map(
        ({
          target: {
            episode: { id },
          },
        }) => ({
          episodeId: id,
          why: `${id} has no video on YouTube (${place}): there is nothing to restore`,
        }),
      ),
    ambiguous: read
      .filter(({ live, videoIds }) => live !== undefined && videoIds.length > 1)
      .map(
        ({
          target: {
            episode: { id },
          },
          videoIds,
        }) => ({
          episodeId: id,
          why: `several videos carry the marker of ${id}: ${videoIds.join(', ')}`,
        }),
      ),
  };
}

/** Its workflow may know a video that its file does not name. */
function withKnownVideo({ episode, position: { videoId } }: Target): Episode {
  if (episode.youtube?.videoId !== undefined || videoId === undefined) return episode;
  return { ...episode, youtube: { replaces: [], ...episode.youtube, videoId } };
}

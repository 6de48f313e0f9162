import type { Environment, Settings } from '../../../config/settings.ts';
import { markerIdsOf } from '../../../domain/changes/claims.ts';
import type { Catalog, Episode } from '../../../domain/content/catalog/records.ts';
import { isPublic } from '../../../domain/render/visibility.ts';
import { PAGE_SIZE } from '../../../domain/shared/costs.ts';
import { count, printNotice } from '../../lib/outcome.ts';
import type { ChannelRead } from '../plan/read-channel.ts';

type Input = { readonly settings: Settings; readonly env: Environment; readonly catalog: Catalog };

/** Videos of public episodes that no file names, by their markers: those that are public on YouTube, too. @throws CommandError */
export async function findVideoIds({ settings, env, catalog }: Input): Promise<Record<string, string>> {
  const { explainFailure, openYouTube } = await import('../../lib/open-youtube.ts');
  const { readChannel } = await import('../plan/read-channel.ts');
  const { place, youtube } = await openYouTube(settings, env);
  const planned = planRead(settings, catalog);
  printNotice(`reads YouTube for at most ${count(planned.maxUnits, 'unit')}`);
  const { channel } = await readChannel(youtube, planned, Date.now).catch((error: unknown) => {
    throw explainFailure(error, place, '--youtube could not read YouTube');
  });
  const isWatchable = (id: string): boolean => channel.videos.get(id)?.privacy === 'public';
  return Object.fromEntries(
    planned.unnamed.flatMap((episode) => {
      const ids = markerIdsOf(episode).flatMap((id) => channel.marked.get(id) ?? []);
      const [videoId, ...more] = ids.filter(isWatchable);
      return videoId === undefined || more.length > 0 ? [] : [[episode.id, videoId]];
    }),
  );
}

/** Upcoming streams and those on air, then uploads until every episode has its video. */
function planRead({ costs }: Settings, catalog: Catalog): ChannelRead {
  const unnamed = Object.values(catalog.episodes).filter(
    (episode: Episode) => isPublic(catalog, episode) && episode.youtube?.videoId === undefined,
  );
  const unitsForVideos = pagesOf(unnamed.length) * costs['videos.list'];
  const maxUnits =
    unitsForVideos +
    costs['channels.list'] +
    BROADCAST_PAGES * costs['liveBroadcasts.list'] +
    (pagesOf(Object.keys(catalog.episodes).length) + SPARE_PAGES) * costs['playlistItems.list'];
  return { catalog, episodes: unnamed, unnamed, upcoming: true, unitsForVideos, maxUnits, costs };
}

const pagesOf = (videos: number): number => Math.ceil(videos / PAGE_SIZE);
/** A channel also has videos of no episode. */
const SPARE_PAGES = 10;
const BROADCAST_PAGES = 9;

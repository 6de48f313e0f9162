import { quotaDay } from '../../clients/youtube/quota-day.ts';
import type { DriftPlan, DriftPlanRequest } from '../../contract/drift.ts';
import { markerIdsOf } from '../../domain/changes/claims.ts';
import { COSTS, PAGE_SIZE } from '../../domain/shared/costs.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogAt } from '../read-content.ts';
import { readSyncStatus } from '../sync/read-sync-status.ts';
import { isNamedVideo, listCompared } from './list-compared.ts';

/** What a check has to compare: the commit that `sync` reached, and the commits whose texts may be on YouTube. No units. */
export async function planDrift(deps: Dependencies, { knownUnknown }: DriftPlanRequest): Promise<DriftPlan> {
  const at = deps.clock();
  const { day } = quotaDay(at);
  const reached = (await readSyncStatus(deps))?.comparedWith;
  if (reached === undefined) return { baseCommits: [], at, day, stillUnknown: knownUnknown, listing: 0 };
  const catalog = await readCatalogAt(deps.repository, reached.commit);
  const episodes = await listCompared(catalog, at);
  const isLost = episodes.some(
    ({ episode }) =>
      episode.youtube?.videoId === undefined &&
      markerIdsOf(episode).every((id) => deps.index.get(id) === undefined),
  );
  return {
    ...reached,
    at,
    day,
    stillUnknown: knownUnknown.filter((videoId) => !isNamedVideo(catalog, videoId)),
    listing: isLost && !deps.index.isComplete() ? estimateListing(episodes.length) : 0,
  };
}

/** An estimate: the channel may have more videos than the files name; then more units are requested. */
const estimateListing = (videos: number): number =>
  COSTS['channels.list'] + COSTS['playlistItems.list'] * (1 + Math.ceil(videos / PAGE_SIZE));

import { listPlaylist, type PlaylistItem } from '../../clients/youtube/playlists.ts';
import type { UnknownVideo, UploadsRequest, UploadsResult } from '../../contract/drift.ts';
import { isKnownEpisode } from '../../domain/changes/claims.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { parseDescription } from '../../domain/render/description/marker.ts';
import { COSTS } from '../../domain/shared/costs.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogAt } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { isNamedVideo } from './list-compared.ts';

/** 2,000 videos: more unknown ones than anyone adopts by hand. */
const MAX_PAGES = 40;

/**
 * Lists videos that no file names and that were not reported before: 1 unit for the newest 50 uploads, and 1 for each further page
 * as long as the page before had such a video. 1 more, once per worker.
 */
export function listUnknown(deps: Dependencies, request: UploadsRequest): Promise<UploadsResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<UploadsResult>> => {
    const catalog = await readCatalogAt(deps.repository, request.commit);
    const reported = new Set(request.knownUnknown);
    const unknown: UnknownVideo[] = [];
    const uploads = await deps.index.readUploads(call);
    let pages = 0;
    for await (const items of listPlaylist(deps.youtube, call.meter, uploads, call.signal)) {
      const found = items.flatMap((item) => toUnknown(catalog, item));
      const fresh = found.filter(({ videoId }) => !reported.has(videoId));
      unknown.push(...fresh);
      pages += 1;
      if (fresh.length === 0) return { unknown, complete: true };
      if (pages >= MAX_PAGES || call.meter.left < COSTS['playlistItems.list'])
        return { unknown, complete: false };
    }
    return { unknown, complete: true };
  });
}

/** A video is known if a file names it, or if its sealed marker names an episode that has a file. A link makes none known. */
function toUnknown(catalog: Catalog, item: PlaylistItem): UnknownVideo[] {
  const { videoId } = item;
  if (isNamedVideo(catalog, videoId)) return [];
  const { marker } = parseDescription(item, catalog.academy);
  if (marker === undefined) return [{ videoId }];
  return isKnownEpisode(catalog, marker.episodeId) ? [] : [{ videoId, marker: marker.episodeId }];
}

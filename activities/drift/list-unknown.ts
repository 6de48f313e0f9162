import { listPlaylist, type PlaylistItem } from '../../clients/youtube/playlists.ts';
import type { UnknownVideo, UploadsRequest, UploadsResult } from '../../contract/drift.ts';
import { isNamed } from '../../domain/changes/claims.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { parseDescription } from '../../domain/render/description/marker.ts';
import { COSTS } from '../../domain/shared/costs.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogAt } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { isNamedVideo } from './list-compared.ts';

/** 2,000 videos: whoever has more unknown ones does not adopt them by hand. */
const MOST_PAGES = 40;

/**
 * Looks for videos that nobody's file names and nobody was told of: 1 unit for the newest 50 uploads, and for each further page
 * as long as the one before showed such a video. 1 more once in a worker's life.
 */
export function listUnknown(deps: Dependencies, request: UploadsRequest): Promise<UploadsResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<UploadsResult>> => {
    const catalog = await readCatalogAt(deps.repository, request.commit);
    const told = new Set(request.knownUnknown);
    const unknown: UnknownVideo[] = [];
    const uploads = await deps.index.readUploads(call);
    let pages = 0;
    for await (const items of listPlaylist(deps.youtube, call.meter, uploads, call.signal)) {
      const found = items.flatMap((item) => describeUnknown(catalog, item));
      const fresh = found.filter(({ videoId }) => !told.has(videoId));
      unknown.push(...fresh);
      pages += 1;
      if (fresh.length === 0) return { unknown, complete: true };
      if (pages >= MOST_PAGES || call.meter.left < COSTS['playlistItems.list'])
        return { unknown, complete: false };
    }
    return { unknown, complete: true };
  });
}

/** Named by a file or, through its marker, by an episode that has one: known. */
function describeUnknown(catalog: Catalog, { videoId, description }: PlaylistItem): UnknownVideo[] {
  if (isNamedVideo(catalog, videoId)) return [];
  const { marker } = parseDescription(description, catalog.academy);
  if (marker === undefined) return [{ videoId }];
  return isNamed(catalog, marker.episodeId) ? [] : [{ videoId, marker: marker.episodeId }];
}

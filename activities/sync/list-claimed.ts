import type { ClaimedEpisodes, ClaimedRequest } from '../../contract/sync.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import { readPolicy } from '../../domain/content/ownership.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogAt } from '../read-content.ts';

/** Payloads stay small, and a card can still be read. */
const MAX_EPISODES = 1000;

/**
 * Episodes whose file names a video that may be taken over, as far as git knows: under `manage: full`, in the order of their ids.
 * No units.
 */
export async function listClaimed(
  { repository }: Dependencies,
  { commit, show, episodes, atMost = MAX_EPISODES }: ClaimedRequest,
): Promise<ClaimedEpisodes> {
  const catalog = await readCatalogAt(repository, commit);
  const isMeant = ({ id, show: of }: Episode): boolean =>
    (show === undefined || of === show) && (episodes === undefined || episodes.includes(id));
  const canTake = (episode: Episode): boolean =>
    episode.youtube?.videoId !== undefined &&
    episode.kind !== 'none' &&
    episode.status !== 'draft' &&
    readPolicy(catalog.academy, catalog.shows[episode.show ?? ''], episode).manage === 'full';
  const all = Object.values(catalog.episodes).filter((episode) => isMeant(episode) && canTake(episode));
  const ids = all.map(({ id }) => id).toSorted();
  return { episodes: ids.slice(0, Math.min(atMost, MAX_EPISODES)), of: ids.length };
}

import type { ClaimedEpisodes, ClaimedRequest } from '../../contract/sync.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { readPolicy } from '../../domain/content/ownership.ts';
import { defined } from '../../domain/shared/defined.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
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
  request: ClaimedRequest,
): Promise<ClaimedEpisodes> {
  const { commit, show, episodes } = request;
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
  const unknown = findUnknown(catalog, request);
  return { episodes: ids.slice(0, MAX_EPISODES), of: ids.length, ...defined({ unknown }) };
}

/** A misspelt show or episode would look as if it had nothing to take over. */
function findUnknown(
  { shows, episodes: known }: Catalog,
  { show, episodes = [] }: Pick<ClaimedRequest, 'show' | 'episodes'>,
): string | undefined {
  if (show !== undefined && !Object.hasOwn(shows, show)) return describeUnknown('show', show, shows);
  const id = episodes.find((one) => !Object.hasOwn(known, one));
  return id === undefined ? undefined : describeUnknown('episode', id, known);
}

function describeUnknown(kind: string, id: string, known: Catalog['shows'] | Catalog['episodes']): string {
  const near = suggest(id, Object.keys(known));
  return `there is no ${kind} "${id}"${near === undefined ? '' : `. Did you mean "${near}"?`}`;
}

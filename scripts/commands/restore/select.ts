import type { Catalog } from '../../../domain/content/catalog/records.ts';
import type { Connected } from '../../lib/connect.ts';
import { type Followed, type Target, targetOf } from '../../lib/episode-update.ts';
import { mapSome } from '../../lib/map-some.ts';
import { CommandError } from '../../lib/outcome.ts';
import { assertShow } from '../../lib/select-episodes.ts';

/** Episodes by their ids; or all of a show; or all. */
export type RestoreSelection = {
  readonly episodeIds: readonly string[];
  readonly show: string | undefined;
  readonly all: boolean;
};

export const isWide = ({ show, all }: RestoreSelection): boolean => show !== undefined || all;

/** At the same time: each asks the worker. */
const AT_ONCE = 8;

/** @throws CommandError for an unknown episode or show, or when nothing is selected */
export async function selectRestorable(
  connected: Connected,
  followed: Followed,
  selection: RestoreSelection,
): Promise<readonly Target[]> {
  const { episodeIds, show, all } = selection;
  if ([episodeIds.length > 0, show !== undefined, all].filter(Boolean).length !== 1)
    throw new CommandError('name episodes, or all of a show with --show SHOW, or --all');
  if (show !== undefined) assertShow(followed.catalog, show);
  const ids = isWide(selection) ? listEpisodes(followed.catalog, show) : episodeIds;
  return mapSome([...new Set(ids)], AT_ONCE, (id) => targetOf(connected, followed, id));
}

const listEpisodes = ({ episodes }: Catalog, show: string | undefined): string[] =>
  Object.values(episodes)
    .filter((episode) => show === undefined || episode.show === show)
    .map(({ id }) => id)
    .sort();

import type { FindEpisodesRequest, FoundEpisode, FoundEpisodes } from '../../../contract/answers.ts';
import { hashChange } from '../../../domain/changes/approval/approval.ts';
import type { Catalog, Episode } from '../../../domain/content/catalog/records.ts';
import { renderEpisode } from '../../../domain/render/rendering.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { suggest } from '../../../domain/shared/suggestions.ts';
import type { Dependencies } from '../../dependencies.ts';
import { findEpisode, readCatalogAt } from '../../read-content.ts';
import { readLastRun } from '../../remembered.ts';

/** Episodes by their ids or former ids, as a run that starts for them needs to know them. No units. */
export async function findEpisodes(
  deps: Dependencies,
  { commit, episodes }: FindEpisodesRequest,
): Promise<FoundEpisodes> {
  const catalog = await readCatalogAt(deps.repository, commit);
  const isKnown = (id: string): boolean =>
    Object.hasOwn(catalog.episodes, id) || Object.hasOwn(catalog.episodeAliases, id);
  const all = episodes.map((id) => ({ id, episode: isKnown(id) ? findEpisode(catalog, id) : undefined }));
  const found: FoundEpisode[] = [];
  for (const { episode } of all) if (episode !== undefined) found.push(await toFound(deps, catalog, episode));
  const unknown = all.flatMap(({ id, episode }) =>
    episode === undefined ? [describeUnknown(id, catalog, commit)] : [],
  );
  return { found, unknown };
}

async function toFound(deps: Dependencies, catalog: Catalog, episode: Episode): Promise<FoundEpisode> {
  const { id: episodeId, title, show, aliases, guests } = episode;
  const rendering = renderEpisode(catalog, episode);
  const desired = 'desired' in rendering ? rendering.desired : undefined;
  const { remembered } = await readLastRun(deps, [episodeId, ...aliases]);
  return {
    episodeId,
    title: desired?.title ?? title,
    guests: guests.map(({ id }) => catalog.guestAliases[id] ?? id),
    units: 0,
    listed: true,
    ...(aliases.length === 0 ? {} : { formerIds: aliases }),
    ...defined({
      show,
      videoId: remembered?.videoId ?? desired?.videoId,
      changeKey: desired && hashChange(desired),
    }),
  };
}

function describeUnknown(id: string, { episodes }: Catalog, commit: string): string {
  const near = suggest(id, Object.keys(episodes));
  const hint = near === undefined ? '' : `. Did you mean "${near}"?`;
  return `there is no episode "${id.slice(0, 100)}" at commit ${commit.slice(0, 10)}${hint}`;
}

import type { EpisodeRef } from '../../contract/episode.ts';
import { type NamedFields, parseOverwriteFields } from '../../domain/changes/name-fields.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import type { Dependencies } from '../dependencies.ts';
import { findEpisode, readCatalogAt, readContent } from '../read-content.ts';

/** `fields`: an operator's words; absent: all that may be released. */
export type FieldsOrder = EpisodeRef & { readonly fields?: unknown };

/** Which fields an operator may release at a commit, or why not those. No units. */
export async function checkFields(
  { repository }: Dependencies,
  { commit, episodeId, fields }: FieldsOrder,
): Promise<NamedFields> {
  try {
    const catalog = await readCatalogAt(repository, commit);
    if (findEpisode(catalog, episodeId) === undefined)
      return { kind: 'refused', reason: describeUnknown(episodeId, Object.keys(catalog.episodes), commit) };
    const { desired } = await readContent(repository, commit, episodeId);
    return parseOverwriteFields(fields, desired);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'stall') return { kind: 'refused', reason: error.message };
    throw error;
  }
}

function describeUnknown(episodeId: string, ids: readonly string[], commit: string): string {
  const near = suggest(episodeId, ids);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `no file names ${episodeId} at commit ${commit.slice(0, 10)}.${hint}`;
}

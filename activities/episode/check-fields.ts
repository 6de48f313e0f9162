import type { EpisodeRef } from '../../contract/episode-calls.ts';
import { type ParsedFields, parseOverwriteFields } from '../../domain/changes/parse-fields.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import type { Dependencies } from '../dependencies.ts';
import { findEpisode, readCatalogAt, readContent } from '../read-content.ts';

/** `fields`: as an operator typed them; absent: all that may be overwritten. */
export type CheckFieldsRequest = EpisodeRef & { readonly fields?: unknown };

/** Which fields an operator may overwrite at a commit, or why not these. No units. */
export async function checkFields(
  { repository }: Dependencies,
  { commit, episodeId, fields }: CheckFieldsRequest,
): Promise<ParsedFields> {
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
  const similar = suggest(episodeId, ids);
  const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`;
  return `no file names ${episodeId} at commit ${commit.slice(0, 10)}.${hint}`;
}

import type { Repository } from '../../clients/git/index.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { renderEpisode } from '../../domain/render/rendering.ts';

/** An episode as a commit renders it, also under a former id; undefined when the commit is gone or does not render it. */
export async function renderAt(
  repository: Repository,
  commit: string,
  { id, aliases }: Pick<Episode, 'id' | 'aliases'>,
): Promise<Desired | undefined> {
  const { catalog } = await repository.readCatalog(commit).catch(() => ({ catalog: undefined }));
  const episode = [id, ...aliases]
    .map((name) => catalog?.episodes[name] ?? catalog?.episodes[catalog.episodeAliases[name] ?? ''])
    .find((found) => found !== undefined);
  if (catalog === undefined || episode === undefined) return undefined;
  const rendering = renderEpisode(catalog, episode);
  return 'desired' in rendering ? rendering.desired : undefined;
}

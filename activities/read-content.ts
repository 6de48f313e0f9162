import { type CatalogAt, type Repository, RepositoryError } from '../clients/git/index.ts';
import type { VisibilityBase } from '../domain/changes/merge/judge.ts';
import type { Catalog, Episode } from '../domain/content/catalog/records.ts';
import type { Desired } from '../domain/render/desired.ts';
import { renderEpisode } from '../domain/render/rendering.ts';
import { renderWish } from '../domain/render/visibility.ts';
import { stall } from '../domain/shared/failure.ts';
import { renderProblem } from '../domain/shared/problem.ts';

/** One episode at a commit, with what YouTube should say about it. */
export type EpisodeContent = {
  readonly catalog: Catalog;
  readonly episode: Episode;
  readonly desired: Desired;
};

/** The catalog at a commit. Throws a stall when there is no usable academy.yaml. */
export async function readCatalogAt(repository: Repository, commit: string): Promise<Catalog> {
  const { catalog, problems } = await repository.readCatalog(commit);
  if (catalog !== undefined) return catalog;
  const first = problems[0];
  throw stall(
    'no-academy',
    `commit ${commit.slice(0, 10)} has no usable academy.yaml${first === undefined ? '' : `:\n${renderProblem(first)}`}`,
  );
}

/** Throws a stall when no file names the episode or YouTube would refuse it. */
export async function readContent(
  repository: Repository,
  commit: string,
  episodeId: string,
): Promise<EpisodeContent> {
  const catalog = await readCatalogAt(repository, commit);
  const episode = findEpisode(catalog, episodeId);
  if (episode === undefined)
    throw stall('no-episode', `no file names ${episodeId} at commit ${commit.slice(0, 10)}`);
  const rendering = renderEpisode(catalog, episode);
  if ('problems' in rendering) {
    throw stall(
      'cannot-render',
      `fix the file and commit:
${rendering.problems.map(renderProblem).join('\n')}`,
    );
  }
  return { catalog, episode, desired: rendering.desired };
}

/** The episode as rendered at older commits; commits that no longer exist or cannot be rendered are left out. */
export async function readBases(
  repository: Repository,
  commits: readonly string[],
  episode: Episode,
): Promise<Desired[]> {
  const catalogs = await Promise.all(
    commits.map((commit) => repository.readCatalog(commit).catch(() => undefined)),
  );
  return catalogs.flatMap((at) => {
    const catalog = at?.catalog;
    const before =
      catalog === undefined
        ? undefined
        : [episode.id, ...episode.aliases].map((id) => findEpisode(catalog, id)).find(Boolean);
    if (catalog === undefined || before === undefined) return [];
    const rendering = renderEpisode(catalog, before);
    return 'desired' in rendering ? [rendering.desired] : [];
  });
}

/**
 * The visibilities that may be in force, with what the episode's present file would say under the show of each commit: a change of
 * the show alone publishes nothing. Commits that no longer exist, or that do not have the episode, are left out.
 */
export async function readVisibilityBases(
  repository: Repository,
  commits: readonly string[],
  episode: Episode,
): Promise<VisibilityBase[]> {
  const all = await Promise.all(
    commits.map(async (commit) => {
      const [base] = await readBases(repository, [commit], episode);
      if (base === undefined) return [];
      const { catalog } = await repository.readCatalog(commit);
      return [{ base, own: renderWish(episode, catalog?.shows[episode.show ?? '']) }];
    }),
  );
  return all.flat();
}

/** By id or by a former id. */
export const findEpisode = (catalog: Catalog, episodeId: string): Episode | undefined =>
  catalog.episodes[episodeId] ?? catalog.episodes[catalog.episodeAliases[episodeId] ?? ''];

/** Undefined for a commit that git no longer has (after a force-push); any other failure is retried. */
export const readCatalogIfKnown = (repository: Repository, commit: string): Promise<CatalogAt | undefined> =>
  repository.readCatalog(commit).catch((error: unknown) => {
    if (error instanceof RepositoryError && error.fault === 'unknown-commit') return undefined;
    throw error;
  });

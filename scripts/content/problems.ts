import { compareProblems, type Problem } from '../../domain/problem.ts';
import type { Catalog } from '../../domain/records.ts';
import { renderEpisode, tellOnce } from '../../domain/rendering.ts';

/** Everything that is wrong with content: what parsing found, and what rendering each episode finds. */
export function listProblems({
  catalog,
  problems,
}: {
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
}): readonly Problem[] {
  const rendered = Object.values(catalog?.episodes ?? {}).flatMap((episode) => {
    const rendering = renderEpisode(catalog as Catalog, episode);
    return 'problems' in rendering ? rendering.problems : [];
  });
  return [...problems, ...tellOnce(rendered)].toSorted(compareProblems);
}

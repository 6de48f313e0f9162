import type { Catalog } from '../../domain/content/catalog/records.ts';
import { dedupeProblems, problemsOf, renderEpisode } from '../../domain/render/rendering.ts';
import { compareProblems, type Problem } from '../../domain/shared/problem.ts';

/** Everything that is wrong with content: what parsing found, and what rendering each episode finds. */
export const listProblems = ({
  catalog,
  problems,
}: {
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
}): readonly Problem[] => [...problems, ...renderAll(catalog)].toSorted(compareProblems);

function renderAll(catalog: Catalog | undefined): readonly Problem[] {
  if (catalog === undefined) return [];
  const renderings = Object.values(catalog.episodes).map((episode) => renderEpisode(catalog, episode));
  return dedupeProblems(renderings.flatMap(problemsOf));
}

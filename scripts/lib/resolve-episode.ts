import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { isError, type Problem, renderProblemLines } from '../../domain/shared/problem.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { CommandError } from './outcome.ts';
import type { Content } from './read-content.ts';

/** Resolves an episode by its id, a former id, or the path of its file. @throws CommandError with the problem, or a suggestion */
export function resolveEpisode(
  { catalog, problems, place }: Content,
  name: string,
): { readonly catalog: Catalog; readonly episode: Episode } {
  const id = name.replace(/^\.?\/?episodes\//, '').replace(/\.ya?ml$/, '');
  if (catalog === undefined)
    throw createInvalidError(`${place}: academy.yaml is missing or invalid`, problems, 'academy.yaml');
  const { episodes, episodeAliases } = catalog;
  const episode =
    episodes[id] ??
    episodes[episodeAliases[id] ?? ''] ??
    Object.values(episodes).find(({ origin }) => origin.path === name.replace(/^\.\//, ''));
  if (episode !== undefined) return { catalog, episode };
  const problem = problems.find(
    (one) => isError(one) && [`episodes/${id}.yaml`, `episodes/${id}.yml`].includes(one.path),
  );
  if (problem !== undefined) throw createInvalidError(`${problem.path} is invalid`, problems, problem.path);
  const near = findNear(id, [...Object.keys(episodes), ...Object.keys(episodeAliases)]);
  throw new CommandError(
    `there is no episode "${id}"${near === undefined ? '' : `. Did you mean "${near}"?`}`,
  );
}

/** A misspelt id, else one without its folder, else the first that has the words somewhere. */
function findNear(name: string, ids: readonly string[]): string | undefined {
  const near = suggest(name, ids);
  if (near !== undefined) return near;
  const last = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
  const named = suggest(last(name), ids.map(last)) ?? last(name);
  return ids.find((id) => last(id) === named) ?? ids.find((id) => name !== '' && id.includes(name));
}

/** With the problems of the file. */
function createInvalidError(message: string, problems: readonly Problem[], path: string): CommandError {
  const lines = problems
    .filter((problem) => problem.path === path && isError(problem))
    .flatMap((problem) => ['', ...renderProblemLines(problem)])
    .slice(1);
  return new CommandError(`${message}${lines.length === 0 ? '' : ':'}`, lines);
}

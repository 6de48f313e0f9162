import type { Episode } from '../../domain/content/catalog/records.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { isError, renderProblem } from '../../domain/shared/problem.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { CommandError } from '../outcome.ts';
import type { ContentRead } from './read.ts';

/** The episode that a person named by its id, a former id, or the path of its file; throws CommandError. */
export function chooseEpisode({ catalog, problems, place }: ContentRead, name: string): Episode {
  const id = name.replace(/^\.?\/?episodes\//, '').replace(/\.ya?ml$/, '');
  if (catalog === undefined)
    throw new CommandError(`${place} hold no academy${explain(problems, 'academy.yaml')}`);
  const { episodes, episodeAliases } = catalog;
  const found =
    episodes[id] ??
    episodes[episodeAliases[id] ?? ''] ??
    Object.values(episodes).find(({ origin }) => origin.path === name.replace(/^\.\//, ''));
  if (found !== undefined) return found;
  const refused = problems.find(
    (problem) => isError(problem) && [`episodes/${id}.yaml`, `episodes/${id}.yml`].includes(problem.path),
  );
  if (refused !== undefined)
    throw new CommandError(`${refused.path} cannot be used${explain(problems, refused.path)}`);
  const near = suggest(id, [...Object.keys(episodes), ...Object.keys(episodeAliases)]);
  throw new CommandError(
    `there is no episode "${id}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
  );
}

const explain = (problems: readonly Problem[], path: string): string =>
  problems
    .filter((problem) => problem.path === path && isError(problem))
    .map((problem) => `\n${renderProblem(problem)}`)
    .join('\n')
    .replace(/^(?=.)/s, ':');

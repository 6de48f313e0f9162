import { hasSameAnswers, type Lookups, traceLookups } from '../content/catalog/lookups.ts';
import type { Catalog, Episode } from '../content/catalog/records.ts';
import { isError, type Problem } from '../shared/problem.ts';
import { type Desired, renderDesired } from './desired.ts';
import { checkLimits } from './limits/limits.ts';
import { templateProblem } from './template/problem.ts';
import { TemplateProblem } from './template/template.ts';
import { PageProblem, pageProblems } from './thumbnail/page/problem.ts';

/** An episode's desired state with its warnings, or the errors why it cannot be rendered or YouTube would refuse it. */
export type Rendering =
  | { readonly desired: Desired; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

const renderings = new WeakMap<Catalog, Map<string, Rendering>>();
const last = new WeakMap<Episode, { readonly lookups: Lookups; readonly result: Rendering }>();

/**
 * Renders an episode of a catalog once, as a catalog never changes. Returns the same object for the next catalog if everything
 * that was looked up is the same there, so that one changed file does not cause all episodes to be rendered again.
 */
export function renderEpisode(catalog: Catalog, episode: Episode): Rendering {
  let known = renderings.get(catalog);
  if (known === undefined) {
    known = new Map();
    renderings.set(catalog, known);
  }
  const rendering = known.get(episode.id) ?? renderAgain(catalog, episode);
  known.set(episode.id, rendering);
  return rendering;
}

function renderAgain(catalog: Catalog, episode: Episode): Rendering {
  const before = last.get(episode);
  if (before !== undefined && hasSameAnswers(catalog, before.lookups)) return before.result;
  const traced = traceLookups(catalog, (view) => tryRender(view, episode));
  last.set(episode, traced);
  return traced.result;
}

function tryRender(catalog: Catalog, episode: Episode): Rendering {
  try {
    const desired = renderDesired(catalog, episode);
    const problems = checkLimits({ catalog, episode, desired });
    return problems.some(isError) ? { problems } : { desired, warnings: problems };
  } catch (error) {
    if (error instanceof PageProblem) return { problems: pageProblems(error, episode.id) };
    if (!(error instanceof TemplateProblem)) throw error;
    return { problems: [templateProblem(error, episode.id)] };
  }
}

/** All problems of a rendering, errors or warnings. */
export const problemsOf = (rendering: Rendering): readonly Problem[] =>
  'problems' in rendering ? rendering.problems : rendering.warnings;

/** A fault in one place that affects many episodes is one problem: it names the first episode and counts the others. */
export function dedupeProblems(problems: readonly Problem[]): Problem[] {
  const found = new Map<string, { first: Problem; more: number }>();
  for (const problem of problems) {
    const known = found.get(faultKeyOf(problem));
    if (known === undefined) found.set(faultKeyOf(problem), { first: problem, more: 0 });
    else known.more += 1;
  }
  return [...found.values()].map(({ first, more }) => {
    if (more === 0) return first;
    const others = `${more} more ${more === 1 ? 'episode has' : 'episodes have'} the same fault.`;
    return { ...first, hint: first.hint === undefined ? others : `${first.hint} ${others}` };
  });
}

const faultKeyOf = ({ code, path, line, column }: Problem): string =>
  JSON.stringify([path, line, column, code]);

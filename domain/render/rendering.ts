import { hasSameAnswers, type Lookups, traceLookups } from '../content/catalog/lookups.ts';
import type { Catalog, Episode } from '../content/catalog/records.ts';
import { isError, type Problem } from '../shared/problem.ts';
import { type Desired, renderDesired } from './desired.ts';
import { checkLimits } from './limits/limits.ts';
import { templateProblem } from './template/place.ts';
import { TemplateProblem } from './template/template.ts';
import { PageProblem, pageProblems } from './thumbnail/page/problem.ts';

/** An episode's desired state with what is not well about it, or why it cannot be rendered or YouTube would refuse it. */
export type Rendering =
  | { readonly desired: Desired; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

const renderings = new WeakMap<Catalog, Map<string, Rendering>>();
const last = new WeakMap<Episode, { readonly lookups: Lookups; readonly result: Rendering }>();

/**
 * Renders an episode of a catalog, once: a catalog never changes. The same object again for the next catalog when everything that
 * was asked of the one before has the same answer there, so that one changed file does not cost the rendering of all.
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

/** Everything that a rendering tells, errors and warnings. */
export const problemsOf = (rendering: Rendering): readonly Problem[] =>
  'problems' in rendering ? rendering.problems : rendering.warnings;

/** One fault of a template, or of a text in one place, met in many episodes, is one problem: told of the first, the others are counted. */
export function dedupeProblems(problems: readonly Problem[]): Problem[] {
  const told = new Map<string, { first: Problem; more: number }>();
  for (const problem of problems) {
    const known = told.get(nameFault(problem));
    if (known === undefined) told.set(nameFault(problem), { first: problem, more: 0 });
    else known.more += 1;
  }
  return [...told.values()].map(({ first, more }) => {
    if (more === 0) return first;
    const others = `${more} more ${more === 1 ? 'episode meets' : 'episodes meet'} the same fault.`;
    return { ...first, hint: first.hint === undefined ? others : `${first.hint} ${others}` };
  });
}

const nameFault = ({ code, path, line, column }: Problem): string =>
  JSON.stringify([path, line, column, code]);

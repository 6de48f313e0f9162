import { type Desired, renderDesired } from './desired.ts';
import { checkLimits } from './limits.ts';
import type { Problem } from './problem.ts';
import type { Catalog, Episode } from './records.ts';
import { TemplateProblem } from './template.ts';

/** An episode's desired state, or why it cannot be rendered or YouTube would refuse it. */
export type Rendering = { readonly desired: Desired } | { readonly problems: readonly Problem[] };

const renderings = new WeakMap<Catalog, Map<string, Rendering>>();

/** Renders an episode of a catalog, once: a catalog never changes. */
export function renderEpisode(catalog: Catalog, episode: Episode): Rendering {
  let known = renderings.get(catalog);
  if (known === undefined) {
    known = new Map();
    renderings.set(catalog, known);
  }
  const rendering = known.get(episode.id) ?? tryRender(catalog, episode);
  known.set(episode.id, rendering);
  return rendering;
}

function tryRender(catalog: Catalog, episode: Episode): Rendering {
  const { path } = episode.origin;
  try {
    const desired = renderDesired(catalog, episode);
    const problems = checkLimits(desired, path);
    return problems.length === 0 ? { desired } : { problems };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    const message = `template of show "${episode.show}", line ${error.line}, column ${error.column}: ${error.message}`;
    return { problems: [{ path, line: 1, column: 1, code: 'template-error', message }] };
  }
}

/** The same fault of one template, met in many episodes, is one problem: told of the first, the others are counted. */
export function tellOnce(problems: readonly Problem[]): Problem[] {
  const told = new Map<string, { first: Problem; more: number }>();
  for (const problem of problems) {
    const key = problem.code === 'template-error' ? problem.message : JSON.stringify(problem);
    const known = told.get(key);
    if (known === undefined) told.set(key, { first: problem, more: 0 });
    else known.more += 1;
  }
  return [...told.values()].map(({ first, more }) =>
    more === 0
      ? first
      : { ...first, hint: `${more} more ${more === 1 ? 'episode meets' : 'episodes meet'} the same fault.` },
  );
}

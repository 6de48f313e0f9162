import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { type RecordSource, sourceOf } from '../../content/catalog/sources.ts';
import { recordProblem } from '../../content/rules/draft.ts';
import { defined } from '../../shared/defined.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { Desired } from '../desired.ts';

export type Rendered = { readonly catalog: Catalog; readonly episode: Episode; readonly desired: Desired };

export type LimitFault = {
  readonly code: ProblemCode;
  /** The part of the episode that is wrong, by its name in the YAML format. */
  readonly what: string;
  /** "expected X, found Y" */
  readonly message: string;
  readonly at: { readonly source: RecordSource; readonly key: KeyPath };
  readonly hint?: string;
};

/** A problem in another file names the episode in its message, as the place does not. */
export function toProblem({ episode }: Rendered, { code, what, message, at, hint }: LimitFault): Problem {
  const own = at.source.path === sourceOf(episode).path;
  const subject = own ? what : `${what} of ${episode.id}`;
  const { source, key } = at;
  return {
    ...recordProblem(source, { key, code, message: `${subject}: ${message}`, ...defined({ hint }) }),
    episode: episode.id,
  };
}

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
  /** What of the episode is wrong, in the words of the format. */
  readonly what: string;
  /** "expected X, found Y" */
  readonly words: string;
  readonly at: { readonly source: RecordSource; readonly key: KeyPath };
  readonly hint?: string;
};

/** Told of another file, the message names the episode: the key says nothing about it. */
export function toProblem({ episode }: Rendered, { code, what, words, at, hint }: LimitFault): Problem {
  const own = at.source.path === sourceOf(episode).path;
  const message = `${own ? what : `${what} of ${episode.id}`}: ${words}`;
  const { source, key } = at;
  return {
    ...recordProblem(source, { key, code, message, ...defined({ hint }) }),
    episode: episode.id,
  };
}

import { defined } from '../../shared/defined.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound, didYouMean } from '../../shared/messages.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Draft, type Entry, has, markMissing, type Rule, recordProblem, usesRemoved } from './draft.ts';

type Target = keyof Draft['names'];

type Named = { readonly entry: Entry<Kind>; readonly id: string; readonly key: KeyPath };

export const unknownGuests: Rule = (draft) =>
  checkNames(draft, 'guest', 'unknown-guest', (is) =>
    draft.episodes.flatMap((entry) =>
      entry.record.guests.flatMap(({ id }, index) =>
        is(id) ? [{ entry, id, key: ['guests', index, 'id'] }] : [],
      ),
    ),
  );

/** Hosts have guest records as well. */
export const unknownHosts: Rule = (draft) =>
  checkNames(draft, 'guest', 'unknown-host', (is) =>
    [...draft.shows, ...draft.episodes].flatMap((entry) =>
      (entry.record.hosts ?? []).flatMap((id, index) =>
        is(id) ? [{ entry, id, key: ['hosts', index] }] : [],
      ),
    ),
  );

export const unknownShows: Rule = (draft) =>
  checkNames(draft, 'show', 'unknown-show', (is) =>
    draft.episodes.flatMap((entry) => {
      const { show: id } = entry.record;
      return id !== undefined && is(id) ? [{ entry, id, key: ['show'] }] : [];
    }),
  );

export const unknownSponsors: Rule = (draft) =>
  checkNames(draft, 'sponsor', 'unknown-sponsor', (is) =>
    draft.episodes.flatMap((entry) =>
      entry.record.sponsors.flatMap(({ id }, index) =>
        is(id) ? [{ entry, id, key: ['sponsors', index, 'id'] }] : [],
      ),
    ),
  );

/** A suggestion compares a name with all others: with thousands of names this would take minutes. */
export const MAX_SUGGESTED = 20;

/** An id whose file is broken is not unknown: that file has a problem of its own. */
function checkNames(
  draft: Draft,
  target: Target,
  code: ProblemCode,
  find: (isUnknown: (id: string) => boolean) => readonly Named[],
): Problem[] {
  const { usable, unusable } = draft.names[target];
  const named = find((id) => !usable.has(id) && !unusable.has(id)).filter(
    ({ entry, id }) => !usesRemoved(draft, entry, `${target} ${id}`),
  );
  if (named.length === 0) return [];
  const known = [...usable, ...unusable];
  return named.map(({ entry, id, key }, index) => {
    const path = `${target}s/${id}.yaml`;
    const brokenFile = has(draft.blobs, path)
      ? `${path} is broken and has no earlier valid version.`
      : undefined;
    const hint = brokenFile ?? (index < MAX_SUGGESTED ? didYouMean(id, known) : undefined);
    const message = describeFault(
      shorten(entry, key),
      `the name of a file in ${target}s/`,
      describeFound(id),
    );
    const problem = recordProblem(entry, { key, code, message, ...defined({ hint }) });
    return markMissing(problem, `${target} ${id}`, path);
  });
}

/** `thilo-fromm` and `{ id: thilo-fromm }` give the same record: without a key `id` the path ends at the list item. */
function shorten(entry: Entry<Kind>, key: KeyPath): KeyPath {
  if (key.at(-1) !== 'id') return key;
  const [item, id] = [entry.place(key.slice(0, -1)), entry.place(key)];
  return item.line === id.line && item.column === id.column ? key.slice(0, -1) : key;
}

import { didYouMean } from '../parse-issues.ts';
import type { Kind } from '../parse-kinds.ts';
import { renderFault, renderFound } from '../parse-words.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { KeyPath } from '../yaml-places.ts';
import { type Draft, type Entry, has, type Rule, tell } from './draft.ts';

type Target = keyof Draft['names'];

export const unknownGuests: Rule = (draft) =>
  draft.episodes.flatMap((episode) =>
    episode.record.guests.flatMap(({ id }, index) =>
      check(draft, episode, 'guest', id, ['guests', index, 'id'], 'unknown-guest'),
    ),
  );

/** Hosts have guest records as well. */
export const unknownHosts: Rule = (draft) =>
  [...draft.shows, ...draft.episodes].flatMap((entry) =>
    (entry.record.hosts ?? []).flatMap((id, index) =>
      check(draft, entry, 'guest', id, ['hosts', index], 'unknown-host'),
    ),
  );

export const unknownShows: Rule = (draft) =>
  draft.episodes.flatMap((episode) =>
    episode.record.show === undefined
      ? []
      : check(draft, episode, 'show', episode.record.show, ['show'], 'unknown-show'),
  );

export const unknownSponsors: Rule = (draft) =>
  draft.episodes.flatMap((episode) =>
    episode.record.sponsors.flatMap((id, index) =>
      check(draft, episode, 'sponsor', id, ['sponsors', index], 'unknown-sponsor'),
    ),
  );

/** An id whose file is broken is known: that file tells its own problem. */
function check(
  draft: Draft,
  entry: Entry<Kind>,
  target: Target,
  id: string,
  key: KeyPath,
  code: ProblemCode,
): Problem[] {
  const { usable, lost } = draft.names[target];
  if (usable.has(id) || lost.has(id)) return [];
  const shown = shorten(entry, key);
  const message = renderFault(shown, `the name of a file in ${target}s/`, renderFound(id));
  const path = `${target}s/${id}.yaml`;
  const unusable = has(draft.blobs, path) ? `${path} is broken and has no earlier good form.` : undefined;
  const hint = unusable ?? didYouMean(id, [...usable, ...lost]);
  return [tell(entry, { key, code, message, ...(hint === undefined ? {} : { hint }) })];
}

/** `thilo-fromm` and `{ id: thilo-fromm }` are one inside: without a key `id` the path ends at the list's item. */
function shorten(entry: Entry<Kind>, key: KeyPath): KeyPath {
  if (key.at(-1) !== 'id') return key;
  const [item, id] = [entry.place(key.slice(0, -1)), entry.place(key)];
  return item.line === id.line && item.column === id.column ? key.slice(0, -1) : key;
}

import type { Problem } from '../../shared/problem.ts';
import type { Steps } from '../../shared/steps.ts';
import { REJECTING_RULES } from '../rules/all.ts';
import { applyRules } from '../rules/apply-rules.ts';
import type { Draft, Names } from '../rules/draft.ts';

/** A draft without the shows that cannot be used; `dependents` are those that are only left out because a host's file is broken. */
export type DroppedShows = {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  readonly dependents: readonly string[];
};

/** Shows are checked first, so that no episode is checked against an unusable show, for example against its time zone. */
export function* dropShows(draft: Draft): Steps<DroppedShows> {
  const problems = yield* applyRules(REJECTING_RULES, { ...draft, episodes: [] });
  const rejected = new Set(problems.map(({ path }) => path));
  const dependents = draft.shows
    .filter(({ path, record }) => !rejected.has(path) && record.hosts.some(isUnusable(draft.names.guest)))
    .map(({ path }) => path);
  const isOut = new Set([...rejected, ...dependents]);
  const out = draft.shows.filter(({ path }) => isOut.has(path));
  return { draft: out.length === 0 ? draft : withoutShows(draft, out), problems, dependents };
}

function withoutShows(draft: Draft, out: Draft['shows']): Draft {
  const [ids, paths] = [new Set(out.map(({ id }) => id)), new Set(out.map(({ path }) => path))];
  const { usable, unusable } = draft.names.show;
  const show = {
    usable: new Set([...usable].filter((id) => !ids.has(id))),
    unusable: new Set([...unusable, ...ids]),
  };
  return {
    ...draft,
    shows: draft.shows.filter(({ path }) => !paths.has(path)),
    names: { ...draft.names, show },
  };
}

/** Paths of episodes that refer to a file that cannot be used. */
export function listDependents({ episodes, names }: Draft): string[] {
  const [guest, sponsor, show] = [isUnusable(names.guest), isUnusable(names.sponsor), isUnusable(names.show)];
  return episodes
    .filter(
      ({ record }) =>
        record.guests.some(({ id }) => guest(id)) ||
        (record.hosts ?? []).some(guest) ||
        record.sponsors.some(({ id }) => sponsor(id)) ||
        (record.show !== undefined && show(record.show)),
    )
    .map(({ path }) => path);
}

const isUnusable =
  ({ usable, unusable }: Names) =>
  (id: string): boolean =>
    unusable.has(id) && !usable.has(id);

import type { Problem } from '../../shared/problem.ts';
import { REJECTING_RULES } from '../rules/all.ts';
import type { Draft, Names } from '../rules/draft.ts';

/** A draft without the shows that cannot be used; `dependents` are those that only wait for a host's file. */
export type DroppedShows = {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  readonly dependents: readonly string[];
};

/** Shows go first: episodes must not be judged by a show that does not count, by a time zone that was lost for example. */
export function dropShows(draft: Draft): DroppedShows {
  const problems = REJECTING_RULES.flatMap((rule) => rule({ ...draft, episodes: [] }));
  const refused = new Set(problems.map(({ path }) => path));
  const dependents = draft.shows
    .filter(({ path, record }) => !refused.has(path) && record.hosts.some(isLost(draft.names.guest)))
    .map(({ path }) => path);
  const out = draft.shows.filter(({ path }) => refused.has(path) || dependents.includes(path));
  return { draft: out.length === 0 ? draft : withoutShows(draft, out), problems, dependents };
}

function withoutShows(draft: Draft, out: Draft['shows']): Draft {
  const ids = new Set(out.map(({ id }) => id));
  const { usable, lost } = draft.names.show;
  const show = {
    usable: new Set([...usable].filter((id) => !ids.has(id))),
    lost: new Set([...lost, ...ids]),
  };
  return {
    ...draft,
    shows: draft.shows.filter((entry) => !out.includes(entry)),
    names: { ...draft.names, show },
  };
}

/** Paths of episodes that name a file which cannot be used. */
export function listDependents({ episodes, names }: Draft): string[] {
  const [guest, sponsor, show] = [isLost(names.guest), isLost(names.sponsor), isLost(names.show)];
  return episodes
    .filter(
      ({ record }) =>
        record.guests.some(({ id }) => guest(id)) ||
        (record.hosts ?? []).some(guest) ||
        record.sponsors.some(sponsor) ||
        (record.show !== undefined && show(record.show)),
    )
    .map(({ path }) => path);
}

const isLost =
  ({ usable, lost }: Names) =>
  (id: string): boolean =>
    lost.has(id) && !usable.has(id);

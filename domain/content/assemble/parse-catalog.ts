import { defined } from '../../shared/defined.ts';
import { freeze } from '../../shared/freeze.ts';
import { compareProblems, type Problem } from '../../shared/problem.ts';
import type { Catalog } from '../catalog/records.ts';
import { CLAIM_RULES, REJECTING_RULES, WARNING_RULES } from '../rules/all.ts';
import type { Draft, Entry } from '../rules/draft.ts';
import { listContested } from '../rules/duplicates.ts';
import type { Kind } from '../schema/kinds.ts';
import { type CatalogInput, readDraft } from './create-draft.ts';
import { toEpisode, toGuest, toShow, toSponsor } from './create-records.ts';
import { dropShows, listDependents } from './dependents.ts';

export type { CatalogInput, ParsedFiles, SourceFile } from './create-draft.ts';

/**
 * `catalog` is absent without a usable academy.yaml. `broken` lists the paths of files that cannot be used as they are.
 * `dependents` lists shows and episodes that are left out only because a file they name is broken: they come back when that
 * file has its last good form, and no problem is told of them.
 */
export type ParsedCatalog = {
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
  readonly broken: readonly string[];
  readonly dependents: readonly string[];
  /** What several episodes claim, with their paths: who had it before is for history to tell. */
  readonly contested: ReadonlyMap<string, readonly string[]>;
};

/**
 * Everything the content folders say at one commit, and everything that is wrong with them. One bad file changes nothing
 * for another. For each path of `broken` the caller looks for the last good form and calls again with that text in place
 * (`lastGoodCommit`), or, where there is none, with the path among `blobs` instead of `files`; again while something new is
 * broken. The problems of a held file are those of the call that found it broken. Pure; deeply frozen; never throws.
 */
export function parseCatalog(input: CatalogInput): ParsedCatalog {
  const read = readDraft(input);
  const shows = dropShows(read.draft);
  const { draft } = shows;
  const faults = [...shows.problems, ...REJECTING_RULES.flatMap((rule) => rule(draft))];
  const faulty = new Set(faults.map(({ path }) => path));
  const refusals = [
    ...faults,
    ...CLAIM_RULES.flatMap((rule) => rule(draft, faulty, input.firstClaimants ?? new Map())),
  ];
  const told = WARNING_RULES.flatMap((rule) => rule(read.draft));
  const refused = new Set([...read.broken, ...refusals.map(({ path }) => path)]);
  const dependents = [...shows.dependents, ...listDependents(draft).filter((path) => !refused.has(path))];
  const catalog = buildCatalog(input.commit, draft, new Set([...refused, ...dependents]));
  return freeze({
    ...defined({ catalog }),
    problems: [...read.problems, ...refusals, ...told].sort(compareProblems),
    broken: [...refused].sort(),
    dependents: dependents.sort(),
    contested: listContested(draft, faulty),
  });
}

function buildCatalog(commit: string, draft: Draft, without: ReadonlySet<string>): Catalog | undefined {
  const { academy, templates, pages, blobs } = draft;
  if (academy === undefined) return undefined;
  const usable = <K extends Kind>(entries: readonly Entry<K>[]) =>
    entries.filter(({ path }) => !without.has(path));
  const [shows, guests, episodes] = [usable(draft.shows), usable(draft.guests), usable(draft.episodes)];
  const zones = new Map(shows.map(({ id, record }) => [id, record.timezone]));
  return {
    commit,
    academy,
    shows: byId(shows.map((show) => toShow(show))),
    guests: byId(guests.map((guest) => toGuest(guest, blobs))),
    sponsors: byId(usable(draft.sponsors).map((sponsor) => toSponsor(sponsor))),
    episodes: byId(episodes.map((episode) => toEpisode(episode, zones.get(episode.record.show ?? '')))),
    guestAliases: listAliases(guests),
    episodeAliases: listAliases(episodes),
    templates,
    pages,
    blobs,
  };
}

/** A map without a prototype, in the order of ids: nothing but our ids is ever in it. */
function byId<T extends { readonly id: string }>(records: readonly T[]): Readonly<Record<string, T>> {
  const map: Record<string, T> = Object.create(null);
  for (const record of records.toSorted((a, b) => (a.id < b.id ? -1 : 1))) map[record.id] = record;
  return map;
}

/** From a former id to the present one. A present id is never an alias; the earlier path keeps an alias that two want. */
function listAliases(
  entries: readonly (Entry<'guest'> | Entry<'episode'>)[],
): Readonly<Record<string, string>> {
  const ids = new Set(entries.map(({ id }) => id));
  const map: Record<string, string> = Object.create(null);
  for (const { id, record } of entries) {
    for (const alias of record.aliases) if (!ids.has(alias)) map[alias] ??= id;
  }
  return map;
}

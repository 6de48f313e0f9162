import { defined } from '../../shared/defined.ts';
import { freeze } from '../../shared/freeze.ts';
import { compareProblems, type Problem } from '../../shared/problem.ts';
import { finish, type Steps } from '../../shared/steps.ts';
import type { Catalog } from '../catalog/records.ts';
import { CLAIM_RULES, REFERENCE_RULES, REJECTING_RULES, WARNING_RULES } from '../rules/all.ts';
import { applyRules } from '../rules/apply-rules.ts';
import { type Draft, type Entry, type MissingReference, missingOf } from '../rules/draft.ts';
import { listContested } from '../rules/duplicates.ts';
import { listOverlaps, overlappingStreams } from '../rules/overlaps.ts';
import type { Kind } from '../schema/kinds.ts';
import { type CatalogInput, createDraft } from './create-draft.ts';
import { toEpisode, toGuest, toShow, toSponsor } from './create-records.ts';
import { dropShows, listDependents } from './dependents.ts';

export type { MissingReference } from '../rules/draft.ts';
export type { CatalogInput, ParsedFiles, SourceFile } from './create-draft.ts';

/**
 * `catalog` is absent without a usable academy.yaml. `broken` lists the paths of files that cannot be used as they are.
 * `dependents` lists shows and episodes that are left out only because a file they refer to is broken: they return with the last
 * valid version of that file, and have no problem of their own.
 */
export type ParsedCatalog = {
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
  readonly broken: readonly string[];
  readonly dependents: readonly string[];
  /** Claims of several episodes, with their paths: the caller finds in git's history which file had each first. */
  readonly contested: ReadonlyMap<string, readonly string[]>;
  /** References that nothing answers to: the caller finds in git's history whether a file that was removed did. */
  readonly missing: readonly MissingReference[];
};

/**
 * Parses the content folders of one commit and lists everything that is wrong with them. A broken file does not affect others. For
 * each path of `broken` the caller finds the last valid version and calls again with its text (`lastGoodCommit`) or, if there is
 * none, with the path in `blobs` instead of `files`; and repeats this while another file is broken. The problems of a broken file
 * are those of the call that found it. Pure; deeply frozen; never throws.
 */
export const parseCatalog = (input: CatalogInput): ParsedCatalog => finish(parseCatalogInSteps(input));

/** The same in steps: a file, a rule, or what a rule says of one record. */
export function* parseCatalogInSteps(input: CatalogInput): Steps<ParsedCatalog> {
  const read = yield* createDraft(input);
  const shows = yield* dropShows(read.draft);
  const { draft } = shows;
  const faults = [...shows.problems, ...(yield* applyRules(REJECTING_RULES, draft))];
  const faulty = new Set(faults.map(({ path }) => path));
  const firstClaimants = input.firstClaimants ?? new Map<string, string>();
  const rejections = [...faults, ...CLAIM_RULES.flatMap((rule) => rule(draft, faulty, firstClaimants))];
  yield;
  const rejected = new Set([...read.broken, ...rejections.map(({ path }) => path)]);
  const warnings = [
    ...(yield* applyRules(REFERENCE_RULES, read.draft)),
    ...(yield* applyRules(WARNING_RULES, withoutRemoved(read.draft))),
    ...overlappingStreams(read.draft, rejected, firstClaimants),
  ];
  const problems = [...read.problems, ...rejections, ...warnings];
  const dependents = [...shows.dependents, ...listDependents(draft).filter((path) => !rejected.has(path))];
  yield;
  const catalog = buildCatalog(input.commit, draft, new Set([...rejected, ...dependents]));
  yield;
  return freeze({
    ...defined({ catalog }),
    problems: problems.sort(compareProblems),
    broken: [...rejected].sort(),
    dependents: dependents.sort(),
    contested: new Map([...listContested(draft, faulty), ...listOverlaps(read.draft, rejected)]),
    missing: problems.flatMap((problem) => missingOf(problem) ?? []),
  });
}

/** What was removed is not checked: only the files that still name it are. */
function withoutRemoved(draft: Draft): Draft {
  const { files } = draft.removed;
  if (files.size === 0) return draft;
  const present = <K extends Kind>(entries: readonly Entry<K>[]) =>
    entries.filter(({ path }) => !files.has(path));
  const [shows, guests, sponsors] = [present(draft.shows), present(draft.guests), present(draft.sponsors)];
  return { ...draft, shows, guests, sponsors, episodes: present(draft.episodes) };
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
    guests: byId(guests.map((guest) => toGuest(draft, guest))),
    sponsors: byId(usable(draft.sponsors).map((sponsor) => toSponsor(sponsor))),
    episodes: byId(episodes.map((episode) => toEpisode(episode, zones.get(episode.record.show ?? '')))),
    guestAliases: listAliases(guests, ({ path }, alias) => answersTo(draft, path, alias)),
    episodeAliases: listAliases(episodes, () => true),
    templates,
    pages,
    blobs,
  };
}

/** A map without a prototype, which holds nothing but these ids, in their order. */
function byId<T extends { readonly id: string }>(records: readonly T[]): Readonly<Record<string, T>> {
  const map: Record<string, T> = Object.create(null);
  for (const record of records.toSorted((a, b) => (a.id < b.id ? -1 : 1))) map[record.id] = record;
  return map;
}

type Aliased = Entry<'guest'> | Entry<'episode'>;

/** A guest that was removed only has the former ids that are still used. */
const answersTo = ({ removed }: Draft, path: string, alias: string): boolean =>
  !removed.files.has(path) || removed.names.has(`${path}\n${alias}`);

/** From a former id to the current one. A current id is never an alias; of two files with one alias the first by path keeps it. */
function listAliases(
  entries: readonly Aliased[],
  isUsed: (entry: Aliased, alias: string) => boolean,
): Readonly<Record<string, string>> {
  const ids = new Set(entries.map(({ id }) => id));
  const map: Record<string, string> = Object.create(null);
  for (const entry of entries) {
    for (const alias of entry.record.aliases)
      if (!ids.has(alias) && isUsed(entry, alias)) map[alias] ??= entry.id;
  }
  return map;
}

import {
  type CommitChanges,
  compareCatalogs,
  type EpisodeChange,
  touchesYouTube,
} from '../domain/changes.ts';
import { compareBySeverity, isError, type Problem } from '../domain/problem.ts';
import type { Catalog } from '../domain/records.ts';
import { exceededBy, hashPair, withhold } from '../domain/withhold.ts';
import { keepOrphans, listMoved } from './keep-orphans.ts';
import { measureLoss, readIfKnown } from './measure-loss.ts';
import type { Parts } from './parts.ts';
import type { AskTarget, RewriteScope, SyncOrder, SyncPlan, WithholdOrder, WithholdResult } from './types.ts';

const MOST_REFUSED = 30;

/** What a commit changes against every commit that may stand on YouTube: rendered trees compared, never a diff. No units. */
export async function planSync(parts: Parts, scope: SyncOrder): Promise<SyncPlan> {
  const head = await parts.repository.readCatalog(scope.commit);
  const subject = await parts.repository.readSubject(scope.commit);
  if (head.catalog === undefined) {
    const { orphans = [] } = scope;
    const nothing = { own: [], moved: [], shared: 0, orphaned: [] };
    return { usable: false, subject, ...nothing, orphans, ...refusals(head.problems) };
  }
  const changes = await compareCommits(parts, scope);
  const loss = await measureLoss(parts, scope);
  return {
    usable: true,
    subject,
    own: [...changes.own.map(targetOf(head.catalog)), ...changes.orphaned.map(toldOnly)],
    moved: (await listMoved(parts, scope, head.catalog)).map(toldOnly),
    shared: changes.shared.length,
    orphaned: changes.orphaned,
    orphans: await keepOrphans(parts, scope, changes.orphaned),
    ...(loss === undefined ? {} : { loss }),
    ...askFor(head.catalog, scope, changes),
    ...refusals([...head.problems, ...changes.problems]),
  };
}

const UNDECIDED = { approved: [], rejected: [] };

/** What waits for a person. Without bases git does not know what differs: then YouTube is asked first, by the rewrite. */
function askFor(
  catalog: Catalog,
  { bases, decided = UNDECIDED }: SyncOrder,
  { shared, unsettled }: Split,
): Pick<SyncPlan, 'withheld' | 'survey'> {
  if (bases.length === 0) {
    const mayAsk = decided.rejected.length > 0 || exceededBy(shared, catalog).length > 0;
    return mayAsk ? { survey: true } : {};
  }
  const withheld = withhold({ changes: unsettled, catalog, decided });
  return withheld === undefined ? {} : { withheld };
}

/** The same for episodes that are named by their ids, because YouTube was found to say otherwise. No units. */
export async function planWithheld(
  parts: Parts,
  { decided, ...scope }: WithholdOrder,
): Promise<WithholdResult> {
  const { catalog } = await parts.repository.readCatalog(scope.commit);
  if (catalog === undefined) return {};
  const withheld = withhold({ changes: await listShared(parts, scope), catalog, decided });
  return withheld === undefined ? {} : { withheld };
}

/** Who lost its file or has another id now is told so, and its workflow ends; nothing is written. */
const toldOnly = (episodeId: string): AskTarget => ({ episodeId, title: episodeId, guests: [], units: 0 });

type Split = Pick<CommitChanges, 'orphaned' | 'problems'> & {
  readonly own: readonly EpisodeChange[];
  readonly shared: readonly EpisodeChange[];
  /** Of the shared ones those that differ from the first base, which is what was settled; compared with that. */
  readonly unsettled: readonly EpisodeChange[];
};

/** The same for one scope as long as the worker lives: slices of a rewrite are cut from one order. */
const remembered = new WeakMap<Catalog, Map<string, Split>>();

/** What a rewrite touches, in its order: the shared changes, or the episodes that it was told by id; of these what it may. */
export async function listShared(
  parts: Parts,
  { only, pairs, without, ...scope }: RewriteScope & { readonly at: number },
): Promise<readonly EpisodeChange[]> {
  const listed = await listScope(parts, { ...scope, ...(only === undefined ? {} : { only }) });
  if (pairs === undefined && without === undefined) return listed;
  const [these, not] = [pairs && new Set(pairs), new Set(without)];
  return listed.filter(({ desired }) => {
    const pair = hashPair(desired);
    return these?.has(pair) !== false && !not.has(pair);
  });
}

async function listScope(
  parts: Parts,
  { only, ...scope }: RewriteScope & { readonly at: number },
): Promise<readonly EpisodeChange[]> {
  if (only === undefined) return (await compareCommits(parts, scope)).shared;
  const ids = new Set(only);
  const { own, shared } = await compareCommits(parts, { ...scope, bases: [] });
  return [...own, ...shared].filter(({ episodeId }) => ids.has(episodeId));
}

/** Splits what differs: woken by their own file, or touched through a shared cause. Without bases the finished ones are compared too. */
export async function compareCommits(
  { repository }: Parts,
  { commit, bases, at }: RewriteScope & { readonly at: number },
): Promise<Split> {
  const { catalog: head, held } = await repository.readCatalog(commit);
  if (head === undefined) return { own: [], shared: [], unsettled: [], orphaned: [], problems: [] };
  const key = `${bases.join(' ')} ${at}`;
  const known = remembered.get(head) ?? new Map<string, Split>();
  remembered.set(head, known);
  const split =
    known.get(key) ??
    splitChanges(
      await compareAll(repository, { head, bases, now: at, unusable: held.map(({ path }) => path) }),
      bases.length === 0,
    );
  known.set(key, split);
  return split;
}

type Comparison = { head: Catalog; bases: readonly string[]; now: number; unusable: readonly string[] };

async function compareAll(
  repository: Parts['repository'],
  { bases, ...rest }: Comparison,
): Promise<CommitChanges[]> {
  if (bases.length === 0) return [compareCatalogs({ base: undefined, ...rest })];
  const catalogs = await Promise.all(bases.map((base) => readIfKnown(repository, base)));
  return catalogs.map((base) => compareCatalogs({ base: base?.catalog, ...rest }));
}

function splitChanges(all: readonly CommitChanges[], first: boolean): Split {
  const changes = new Map<string, EpisodeChange>();
  for (const change of all.flatMap((one) => one.changes)) {
    if (!touchesYouTube(change)) continue;
    if (changes.get(change.episodeId)?.cause !== 'own') changes.set(change.episodeId, change);
  }
  const listed = [...changes.values()];
  const own = listed.filter((change) => change.cause === 'own' && !(first && change.finished));
  const woken = new Set(own.map(({ episodeId }) => episodeId));
  const isShared = ({ episodeId }: EpisodeChange): boolean => !woken.has(episodeId);
  return {
    own,
    shared: listed.filter(isShared),
    unsettled: all[0]?.changes.filter((change) => touchesYouTube(change) && isShared(change)) ?? [],
    orphaned: [...new Set(all.flatMap(({ orphaned }) => orphaned))],
    problems: all[0]?.problems ?? [],
  };
}

export const targetOf =
  (catalog: Catalog) =>
  ({ episodeId, desired, units }: EpisodeChange): AskTarget => {
    const episode = catalog.episodes[episodeId];
    return {
      episodeId,
      title: desired.title,
      units,
      guests: episode?.guests.map(({ id }) => catalog.guestAliases[id] ?? id) ?? [],
      ...(episode?.show === undefined ? {} : { show: episode.show }),
      ...(desired.videoId === undefined ? {} : { videoId: desired.videoId }),
    };
  };

/** Errors first; a warning refuses nothing and does not count. */
function refusals(problems: readonly Problem[]): Pick<SyncPlan, 'refused' | 'refusedCount'> {
  const refused = problems.toSorted(compareBySeverity).slice(0, MOST_REFUSED);
  return {
    refused: refused.map((problem) => {
      const { path, line, column, code, hint } = problem;
      const message = hint === undefined ? problem.message : `${problem.message}. ${hint}`;
      return { path, line, column, code: isError(problem) ? code : `${code} (warning)`, message };
    }),
    refusedCount: problems.filter(isError).length,
  };
}

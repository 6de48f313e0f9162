import type { RewriteScope } from '../../contract/rewrite.ts';
import { hashChange } from '../../domain/changes/approval/approval.ts';
import {
  type CommitChanges,
  compareCatalogs,
  type EpisodeChange,
  touchesYouTube,
} from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Costs } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogIfKnown } from '../read-content.ts';

export type Split = Pick<CommitChanges, 'orphaned' | 'problems'> & {
  readonly own: readonly EpisodeChange[];
  readonly shared: readonly EpisodeChange[];
  /** Of the shared ones those that differ from the first base, which is what was settled; compared with that. */
  readonly unsettled: readonly EpisodeChange[];
};

/** The same for one scope as long as the worker lives: slices of a rewrite are cut from one request. */
const remembered = new WeakMap<Catalog, Map<string, Split>>();

/** Splits what differs: woken by their own file, or touched through a shared cause. Without bases the finished ones are compared too. */
export async function compareCommits(
  { repository, costs }: Dependencies,
  { commit, baseCommits: bases, at }: RewriteScope & { readonly at: number },
): Promise<Split> {
  const { catalog: head, invalidFiles } = await repository.readCatalog(commit);
  if (head === undefined) return { own: [], shared: [], unsettled: [], orphaned: [], problems: [] };
  const key = `${bases.join(' ')} ${at}`;
  const known = remembered.get(head) ?? new Map<string, Split>();
  remembered.set(head, known);
  const split =
    known.get(key) ??
    splitChanges(
      await compareAll(repository, {
        head,
        bases,
        now: at,
        unusable: invalidFiles.map(({ path }) => path),
        costs,
      }),
      bases.length === 0,
    );
  known.set(key, split);
  return split;
}

type Comparison = {
  head: Catalog;
  bases: readonly string[];
  now: number;
  unusable: readonly string[];
  costs: Costs | undefined;
};

async function compareAll(
  repository: Dependencies['repository'],
  { bases, ...rest }: Comparison,
): Promise<CommitChanges[]> {
  if (bases.length === 0) return [compareCatalogs({ base: undefined, ...rest })];
  const catalogs = await Promise.all(bases.map((base) => readCatalogIfKnown(repository, base)));
  return catalogs.map((base) => compareCatalogs({ base: base?.catalog, ...rest }));
}

function splitChanges(all: readonly CommitChanges[], first: boolean): Split {
  const [settled, last] = [changesOf(all[0]), changesOf(all.at(-1))];
  const changes = new Map<string, EpisodeChange>();
  for (const change of all.flatMap((one) => [...changesOf(one).values()]))
    if (changes.get(change.episodeId)?.cause !== 'own') changes.set(change.episodeId, change);
  const isOwn = ({ episodeId, cause, finished }: EpisodeChange): boolean =>
    cause === 'own' && !(first && finished) && last.get(episodeId)?.cause !== 'shared';
  const listed = [...changes.values()];
  // What its own file said was answered with the commit handed over last: what came since is a shared cause.
  const shared = listed
    .filter((change) => !isOwn(change))
    .map((change) => (change.cause === 'own' ? (last.get(change.episodeId) ?? change) : change));
  return {
    own: listed.filter(isOwn),
    shared,
    unsettled: shared.flatMap((change) => {
      const since = settled.get(change.episodeId);
      return since === undefined ? [] : [since.cause === 'own' && !first ? change : since];
    }),
    orphaned: [...new Set(all.flatMap(({ orphaned }) => orphaned))],
    problems: all[0]?.problems ?? [],
  };
}

const changesOf = (one: CommitChanges | undefined): ReadonlyMap<string, EpisodeChange> =>
  new Map((one?.changes ?? []).filter(touchesYouTube).map((change) => [change.episodeId, change]));

/** What a rewrite touches, in its order: the shared changes, or the episodes that it was told by id; of these what it may. */
export async function listShared(
  deps: Dependencies,
  { only, changeKeys: pairs, excludedKeys: without, ...scope }: RewriteScope & { readonly at: number },
): Promise<readonly EpisodeChange[]> {
  const listed = await listScope(deps, { ...scope, ...defined({ only }) });
  if (pairs === undefined && without === undefined) return listed;
  const [these, not] = [pairs && new Set(pairs), new Set(without)];
  return listed.filter(({ desired }) => {
    const pair = hashChange(desired);
    return these?.has(pair) !== false && !not.has(pair);
  });
}

async function listScope(
  deps: Dependencies,
  { only, ...scope }: RewriteScope & { readonly at: number },
): Promise<readonly EpisodeChange[]> {
  if (only === undefined) return (await compareCommits(deps, scope)).shared;
  const ids = new Set(only);
  const { own, shared } = await compareCommits(deps, { ...scope, baseCommits: [] });
  return [...own, ...shared].filter(({ episodeId }) => ids.has(episodeId));
}

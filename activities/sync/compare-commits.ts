import { runInSlices } from '../../clients/run-in-slices.ts';
import type { RewriteScope } from '../../contract/rewrite.ts';
import { hashChange } from '../../domain/changes/approval/approval.ts';
import {
  type CommitChanges,
  compareInSteps,
  type EpisodeChange,
  isObservedStream,
  needsApprovalToPublish,
  touchesYouTube,
} from '../../domain/changes/plan/changes.ts';
import type { Publication } from '../../domain/changes/plan/publication.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Costs } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogIfKnown } from '../read-content.ts';

export type CommitSplit = Pick<CommitChanges, 'orphaned' | 'problems'> & {
  readonly direct: readonly EpisodeChange[];
  /** Those from shared files, and direct ones that would be published by a shared file: an approval of the rewrite publishes them. */
  readonly indirect: readonly EpisodeChange[];
  /** The indirect ones that differ from the first base, the last settled commit, as compared with that. */
  readonly unsettled: readonly EpisodeChange[];
};

/** One answer per scope while the worker runs, so that all slices of a rewrite are cut from the same list. */
const cache = new WeakMap<Catalog, Map<string, CommitSplit>>();

/** Splits what differs into changes of the episode's own file and changes from shared files. Without bases, finished and observed episodes are compared too. */
export async function compareCommits(
  { repository, costs }: Dependencies,
  { commit, baseCommits: bases, at }: RewriteScope & { readonly at: number },
): Promise<CommitSplit> {
  const { catalog: head, invalidFiles } = await repository.readCatalog(commit);
  if (head === undefined) return { direct: [], indirect: [], unsettled: [], orphaned: [], problems: [] };
  const key = `${bases.join(' ')} ${at}`;
  const known = cache.get(head) ?? new Map<string, CommitSplit>();
  cache.set(head, known);
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
  if (bases.length === 0) return [await runInSlices(compareInSteps({ base: undefined, ...rest }))];
  const catalogs = await Promise.all(bases.map((base) => readCatalogIfKnown(repository, base)));
  const changes: CommitChanges[] = [];
  for (const base of catalogs)
    changes.push(await runInSlices(compareInSteps({ base: base?.catalog, ...rest })));
  return changes;
}

function splitChanges(all: readonly CommitChanges[], first: boolean): CommitSplit {
  const [settled, last] = [changesOf(all[0]), changesOf(all.at(-1))];
  const changes = new Map<string, EpisodeChange>();
  for (const change of all.flatMap((one) => [...changesOf(one).values()]))
    if (changes.get(change.episodeId)?.cause !== 'direct') changes.set(change.episodeId, change);
  const isListed = (change: EpisodeChange): boolean => first && (change.finished || isObservedStream(change));
  const isOwn = (change: EpisodeChange): boolean =>
    change.cause === 'direct' && !isListed(change) && last.get(change.episodeId)?.cause !== 'indirect';
  const listed = [...changes.values()];
  // The change of its own file was handled with the last dispatched commit: what came since is from a shared file.
  const shared = listed
    .filter((change) => !isOwn(change))
    .map((change) => (change.cause === 'direct' ? (last.get(change.episodeId) ?? change) : change));
  const publications = listPublications(all);
  const held = listed.filter((change) => isOwn(change) && publications.has(change.episodeId));
  const withPublication = ({ publication: _, ...change }: EpisodeChange): EpisodeChange => ({
    ...change,
    ...defined({ publication: publications.get(change.episodeId) }),
  });
  return {
    direct: listed.filter(isOwn),
    indirect: [...shared, ...held].map(withPublication),
    unsettled: [
      ...shared.flatMap((change) => {
        const since = settled.get(change.episodeId);
        return since === undefined ? [] : [since.cause === 'direct' && !first ? change : since];
      }),
      ...held,
    ].map(withPublication),
    orphaned: [...new Set(all.flatMap(({ orphaned }) => orphaned))],
    problems: all[0]?.problems ?? [],
  };
}

/** What waits for an approval to be published, compared with any commit that may be on YouTube. */
function listPublications(all: readonly CommitChanges[]): ReadonlyMap<string, Publication> {
  const waiting = all.flatMap((one) => [...changesOf(one).values()]).filter(needsApprovalToPublish);
  return new Map(
    waiting.flatMap(({ episodeId, publication }) =>
      publication === undefined ? [] : [[episodeId, publication] as const],
    ),
  );
}

const changesOf = (one: CommitChanges | undefined): ReadonlyMap<string, EpisodeChange> =>
  new Map((one?.changes ?? []).filter(touchesYouTube).map((change) => [change.episodeId, change]));

/** What a rewrite may change, in its order: the shared changes, or the episodes given by id, filtered by their change keys. */
export async function listShared(
  deps: Dependencies,
  { only, changeKeys, excludedKeys, ...scope }: RewriteScope & { readonly at: number },
): Promise<readonly EpisodeChange[]> {
  const listed = await listScope(deps, { ...scope, ...defined({ only }) });
  if (changeKeys === undefined && excludedKeys === undefined) return listed;
  const [included, excluded] = [changeKeys && new Set(changeKeys), new Set(excludedKeys)];
  return listed.filter(({ desired }) => {
    const key = hashChange(desired);
    return included?.has(key) !== false && !excluded.has(key);
  });
}

async function listScope(
  deps: Dependencies,
  { only, ...scope }: RewriteScope & { readonly at: number },
): Promise<readonly EpisodeChange[]> {
  if (only === undefined) return (await compareCommits(deps, scope)).indirect;
  const ids = new Set(only);
  const { direct: own, indirect: shared } = await compareCommits(deps, { ...scope, baseCommits: [] });
  return [...own, ...shared].filter(({ episodeId }) => ids.has(episodeId));
}

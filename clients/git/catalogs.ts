import { LRUCache } from 'lru-cache';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { ParsedFile } from '../../domain/content/parse/parse.ts';
import { freeze } from '../../domain/shared/freeze.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { createTexts } from './blobs.ts';
import { chainMoves, openHistory } from './catalog-sources.ts';
import type { Git } from './git.ts';
import { type InvalidFile, parseLastKnownGood } from './last-known-good.ts';
import { assertCommit } from './refs.ts';
import { listTree, readSources } from './sources.ts';

/**
 * The content at one commit. `catalog` is absent without a usable academy.yaml. `invalidFiles`: files whose newest version cannot
 * be used; their last valid version counts, or, without one, they do not exist.
 */
export type CatalogAt = {
  readonly commit: string;
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
  readonly invalidFiles: readonly InvalidFile[];
};

/** More than the commits whose texts may be on YouTube (`reachedBy` in workflows/sync/state.ts): every episode reads each of them. Under 1 MB each. */
const MAX_CATALOGS = 30;

/** More than the files of any academy: a plan for one changed file parses only that file. A few kilobytes each. */
const MAX_FILES = 20_000;

/** Reads catalogs by full commit id. What two commits have in common is read and parsed once. */
export function createCatalogReader(git: Git): (commit: string) => Promise<CatalogAt> {
  const texts = createTexts(git);
  const cache = new LRUCache<string, ParsedFile>({ max: MAX_FILES });
  return memoizeAsync(MAX_CATALOGS, async (commit) => {
    await assertCommit(git, commit);
    const [sources, history] = await Promise.all([
      listTree(git, commit).then((tree) => readSources(texts, tree)),
      openHistory(git, commit),
    ]);
    const moves = chainMoves(history.moves, sources);
    const read = await parseLastKnownGood({ ...sources, ...history, moves, commit, texts, cache });
    return freeze({ commit, ...read });
  });
}

/** Concurrent calls with the same key share one answer, and the last `max` answers are kept. Failures are not. */
export function memoizeAsync<T extends object>(
  max: number,
  make: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const answers = new LRUCache<string, T>({
    max,
    fetchMethod: (key) => make(key),
    // A running call is answered, no matter how many came after it.
    ignoreFetchAbort: true,
  });
  return (key) => answers.forceFetch(key);
}

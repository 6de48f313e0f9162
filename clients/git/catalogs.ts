import { LRUCache } from 'lru-cache';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { ParsedFile } from '../../domain/content/parse/parse.ts';
import { freeze } from '../../domain/shared/freeze.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { createTexts } from './blobs.ts';
import { chainMoves, openHistory } from './catalog-sources.ts';
import type { GitSource } from './git.ts';
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
/** Characters of these files: a few commits of nothing but large files fill the memory otherwise. */
const MAX_PARSED = 64 * 1024 * 1024;

/** How long a commit counts as missing without another fetch, in milliseconds. */
const MISSING_MS = 20_000;

/**
 * Reads catalogs by full commit id. What two commits have in common is read and parsed once. Another worker may have seen a commit
 * first: one that is missing here is fetched.
 */
export function createCatalogReader({
  git,
  fetch,
}: Pick<GitSource, 'git' | 'fetch'>): (commit: string) => Promise<CatalogAt> {
  const missing = new LRUCache<string, true>({ max: MAX_CATALOGS, ttl: MISSING_MS });
  const texts = createTexts(git);
  const cache = new LRUCache<string, ParsedFile>({
    max: MAX_FILES,
    maxSize: MAX_PARSED,
    sizeCalculation: ({ size }) => size,
  });
  return memoizeAsync(MAX_CATALOGS, async (commit) => {
    await assertCommit(git, commit).catch(async (error: unknown) => {
      if (missing.has(commit)) throw error;
      missing.set(commit, true);
      await fetch();
      await assertCommit(git, commit);
    });
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

import { LRUCache } from 'lru-cache';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { ParsedFile } from '../../domain/content/parse/parse.ts';
import { freeze } from '../../domain/shared/freeze.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { createTextCache, createTexts } from './blobs.ts';
import { chainMoves, openHistory } from './catalog-sources.ts';
import { listContent } from './content-folders.ts';
import { RepositoryError } from './errors.ts';
import type { Git, GitSource } from './git.ts';
import { listFolderVersions } from './history.ts';
import { type InvalidFile, parseLastKnownGood } from './last-known-good.ts';
import { createMoveCache } from './moves.ts';
import { createObjectReader, type ObjectReader } from './object-reader.ts';
import { addPictures, createFindPaths } from './pictures.ts';
import { assertCommit } from './refs.ts';
import { readSources } from './sources.ts';
import { createTreeCache, createTrees } from './trees.ts';

/**
 * The content at one commit. `catalog` is absent without a usable academy.yaml, and when a limit of a whole folder is exceeded.
 * `invalidFiles`: files whose newest version cannot be used; their last valid version counts, or, without one, they do not exist.
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
  const memory = {
    texts: createTextCache(),
    trees: createTreeCache(),
    moves: createMoveCache(),
    files: new LRUCache<string, ParsedFile>({
      max: MAX_FILES,
      maxSize: MAX_PARSED,
      sizeCalculation: ({ size }) => size,
    }),
  };
  const read = (commit: string): Promise<CatalogAt> =>
    readCatalog({ git, objects: createObjectReader(git), memory }, commit);
  return memoizeAsync(MAX_CATALOGS, (commit) =>
    read(commit).catch(async (error: unknown) => {
      const isMissing = error instanceof RepositoryError && error.fault === 'unknown-commit';
      if (!isMissing || missing.has(commit)) throw error;
      missing.set(commit, true);
      await fetch();
      return read(commit);
    }),
  );
}

type Memory = {
  readonly texts: ReturnType<typeof createTextCache>;
  readonly trees: ReturnType<typeof createTreeCache>;
  readonly moves: ReturnType<typeof createMoveCache>;
  readonly files: LRUCache<string, ParsedFile>;
};
type Input = { readonly git: Git; readonly objects: ObjectReader; readonly memory: Memory };

async function readCatalog({ git, objects, memory }: Input, commit: string): Promise<CatalogAt> {
  await assertCommit(objects, commit);
  const trees = createTrees(objects, memory.trees);
  const texts = createTexts(objects, memory.texts);
  const cache = memory.files;
  const [listing, history] = await Promise.all([
    listContent(trees, commit, (path) => listFolderVersions({ git, objects }, { commit, path })),
    openHistory({ git, objects }, commit, memory.moves),
  ]);
  if (listing.refused) return freeze({ commit, problems: listing.problems, invalidFiles: [] });
  const read = await readSources(texts, listing);
  const sources = await addPictures(read, { cache, findPaths: createFindPaths(trees, commit) });
  const moves = chainMoves(history.moves, sources);
  const parsed = await parseLastKnownGood({ ...sources, ...history, moves, commit, texts, cache });
  return freeze({ commit, ...parsed, invalidFiles: [...listing.tooLarge, ...parsed.invalidFiles] });
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

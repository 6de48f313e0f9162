import { LRUCache } from 'lru-cache';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { ParsedFile } from '../../domain/content/parse/parse.ts';
import { freeze } from '../../domain/shared/freeze.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import type { Git } from './git.ts';
import { listVersions } from './history.ts';
import { type LastKnownGood, useLastKnownGood } from './last-known-good.ts';
import { memoizeAsync } from './memoize-async.ts';
import { assertCommit } from './refs.ts';
import { readSources } from './sources.ts';
import { createTexts } from './texts.ts';
import { listTree } from './tree.ts';

/**
 * What the content folders say at one commit. `catalog` is absent without a usable academy.yaml. `held`: the files that
 * could not be used as they are; their last good form counts (`from` which commit), or, without one, they do not exist.
 */
export type CatalogAt = {
  readonly commit: string;
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
  readonly held: readonly LastKnownGood[];
};

/** More than the commits whose texts may stand on YouTube (`reachedBy` in workflows/sync/state.ts): each is asked for by every episode. Under a megabyte each. */
const CATALOGS_KEPT = 30;

/** More than the files of any academy: a plan for one changed file parses that file alone. A few kilobytes each. */
const FILES_KEPT = 20_000;

/** Reads catalogs by full commit id. What two commits have in common is read and parsed once. */
export function createCatalogReader(git: Git): (commit: string) => Promise<CatalogAt> {
  const texts = createTexts(git);
  const cache = new LRUCache<string, ParsedFile>({ max: FILES_KEPT });
  return memoizeAsync(CATALOGS_KEPT, async (commit) => {
    await assertCommit(git, commit);
    const entries = await listTree(git, commit);
    const sources = await readSources(texts, entries);
    const versionsOf = (paths: readonly string[]) => listVersions(git, { commit, paths });
    const read = await useLastKnownGood({ ...sources, commit, texts, cache, listVersions: versionsOf });
    return freeze({ commit, ...read });
  });
}

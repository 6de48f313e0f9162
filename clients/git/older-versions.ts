import type { ParsedCatalog, ParsedFiles, SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { parseFile } from '../../domain/content/parse/parse.ts';
import { listClaims } from '../../domain/content/rules/duplicates.ts';
import { isOverlap, nameTime } from '../../domain/content/rules/overlaps.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import { createPause } from '../run-in-slices.ts';
import type { Texts } from './blobs.ts';
import type { Version } from './history.ts';

/** Reads older versions of files. */
export type VersionReader = {
  readonly texts: Texts;
  readonly cache: ParsedFiles;
  /** The versions of each path, newest first, including the present one. */
  readonly listVersions: (paths: readonly string[]) => Promise<ReadonlyMap<string, readonly Version[]>>;
};

/** By path; a file without an older valid version has no entry. A second call for the same file finds the next older one. */
export type FindLastGood = (files: readonly SourceFile[]) => Promise<ReadonlyMap<string, SourceFile>>;

/** Versions of one file that are tried: one may be valid by itself, but not together with the other files. */
const MAX_TRIES = 3;

type Search = { readonly older: Version[]; tries: number };

/** Finds, version by version, the newest older version of a file that is valid by itself. */
export function createFindLastGood({ texts, cache, listVersions }: VersionReader): FindLastGood {
  const searches = new Map<string, Search>();
  return async (files) => {
    const fresh = files.filter(({ path }) => !searches.has(path));
    const versions = await listVersions(fresh.map(({ path }) => path));
    for (const { path, blob } of fresh)
      searches.set(path, { older: listOlder(blob, versions.get(path) ?? []), tries: 0 });
    const found = new Map<string, SourceFile>();
    let open = files.map(({ path }) => path).filter((path) => hasMore(searches.get(path)));
    while (open.length > 0) {
      await tryNext(open, found);
      open = open.filter((path) => !found.has(path) && hasMore(searches.get(path)));
    }
    return found;
  };

  async function tryNext(paths: readonly string[], found: Map<string, SourceFile>): Promise<void> {
    const next = paths.flatMap((path) => shiftVersion(path, searches.get(path)));
    await eachText(texts, next, ({ path, blob, commit }, text) => {
      if (!isValid(cache, path, blob, text)) return;
      found.set(path, { path, blob, text, lastGoodCommit: commit });
      const search = searches.get(path);
      if (search !== undefined) search.tries++;
    });
  }
}

/** Texts that are in memory at the same time, each of up to 1 MB. */
const AT_ONCE = 200;

/** Reads the texts of some versions, a part of them at a time, and lets others go on between them. Unreadable ones are left out. */
async function eachText<V extends { readonly blob: string }>(
  texts: Texts,
  versions: readonly V[],
  take: (version: V, text: string) => void,
): Promise<void> {
  const pause = createPause();
  for (let from = 0; from < versions.length; from += AT_ONCE) {
    const part = versions.slice(from, from + AT_ONCE);
    const read = await texts.read(part.map(({ blob }) => blob));
    for (const version of part) {
      await pause();
      const answer = read.get(version.blob);
      if (answer !== undefined && 'text' in answer) take(version, answer.text);
    }
  }
}

const hasMore = (search: Search | undefined): search is Search =>
  search !== undefined && search.older.length > 0 && search.tries < MAX_TRIES;

function shiftVersion(path: string, search: Search | undefined): (Version & { readonly path: string })[] {
  const version = search?.older.shift();
  return version === undefined ? [] : [{ path, ...version }];
}

/** Each content once: a text that was restored later was tried at its newest version. */
function listOlder(present: string, versions: readonly Version[]): Version[] {
  const seen = new Set([present]);
  return versions.filter(({ blob }) => !seen.has(blob) && seen.add(blob));
}

function isValid(cache: ParsedFiles, path: string, blob: string, text: string): boolean {
  const kind = kindOfPath(path);
  if (kind === undefined) return false;
  const known = cache.get(`${path}\n${blob}`);
  return (known ?? parseFile(kind, path, text)).record !== undefined;
}

/**
 * For each name that several episodes claim, the path that claimed it first: whose versions claim it without a gap since the
 * earliest commit. No entry when two began with the same commit, or earlier than the history reaches.
 */
export async function findFirstClaimants(
  { listVersions, texts, files }: VersionReader & { readonly files: readonly SourceFile[] },
  contested: ParsedCatalog['contested'],
): Promise<ReadonlyMap<string, string>> {
  const paths = [...new Set([...contested.values()].flat())];
  if (paths.length === 0) return new Map();
  const versions = await listVersions(paths);
  const present = new Map(files.map(({ path, text }) => [path, text]));
  const ages = [...contested].flatMap(([name, claimants]) =>
    claimants.map((path): Aging => {
      // Of an overlap each file claims the time that it has now.
      const claim = isOverlap(name) ? timeIn(path, present.get(path) ?? '') : name;
      return { name, path, claim, age: 0, versions: claim === undefined ? [] : (versions.get(path) ?? []) };
    }),
  );
  await findAges(texts, ages);
  return new Map(
    [...groupBy(ages, ({ name }) => name)].flatMap(([name, aged]) => {
      const [first, second] = aged.toSorted((a, b) => b.age - a.age);
      return first === undefined || first.age === second?.age ? [] : [[name, first.path] as const];
    }),
  );
}

/** `age`: of the oldest version since which every version has claimed it; 0: not even the newest does. */
type Aging = {
  readonly name: string;
  readonly path: string;
  readonly claim: string | undefined;
  readonly versions: readonly Version[];
  age: number;
};

/** The newest versions of all files first, then the next older ones of those that still claim it: each is parsed once. */
async function findAges(texts: Texts, all: readonly Aging[]): Promise<void> {
  let open = all;
  for (let index = 0; open.length > 0; index += 1) {
    const byVersion = groupBy(
      open.flatMap((aging) => {
        const version = aging.versions[index];
        return version === undefined ? [] : [{ ...version, path: aging.path, aging }];
      }),
      ({ path, blob }) => `${path}\n${blob}`,
    );
    const claimed = new Set<Aging>();
    const first = [...byVersion.values()].flatMap((same) => same.slice(0, 1));
    await eachText(texts, first, ({ path, blob }, text) => {
      const names = new Set(namesIn(path, text));
      for (const { aging, age } of byVersion.get(`${path}\n${blob}`) ?? []) {
        if (!names.has(aging.claim ?? '')) continue;
        aging.age = age;
        claimed.add(aging);
      }
    });
    open = [...claimed];
  }
}

/** What an episode's file claims; nothing if it is broken. */
export function claimsIn(path: string, text: string): readonly string[] {
  const record = readEpisode(path, text);
  return record === undefined ? [] : listClaims(record);
}

/** What a file claims of an encoder; undefined if it is broken. */
function timeIn(path: string, text: string): string | undefined {
  const read = readEpisode(path, text);
  return read === undefined ? undefined : nameTime(read.record);
}

/** Its time first, then all that it claims. */
const namesIn = (path: string, text: string): readonly string[] => {
  const read = readEpisode(path, text);
  return read === undefined ? [] : [nameTime(read.record), ...listClaims(read)];
};

function readEpisode(path: string, text: string) {
  const parsed = parseFile('episode', path, text);
  const { record } = parsed;
  return record === undefined ? undefined : { id: record.id ?? parsed.id, record };
}

import type { ParsedCatalog, ParsedFiles, SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { parseFile } from '../../domain/content/parse/parse.ts';
import { listClaims } from '../../domain/content/rules/duplicates.ts';
import { isOverlap, nameTime } from '../../domain/content/rules/overlaps.ts';
import type { Steps } from '../../domain/shared/steps.ts';
import { createPause, runInSlices } from '../run-in-slices.ts';
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
    const read = await texts.read(next.map(({ blob }) => blob));
    const pause = createPause();
    for (const { path, blob, commit } of next) {
      await pause();
      const answer = read.get(blob);
      if (answer === undefined || !('text' in answer) || !isValid(cache, path, blob, answer.text)) continue;
      found.set(path, { path, blob, text: answer.text, lastGoodCommit: commit });
      const search = searches.get(path);
      if (search !== undefined) search.tries++;
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
  const read = await texts.read([...versions.values()].flat().map(({ blob }) => blob));
  const present = new Map(files.map(({ path, text }) => [path, text]));
  const namesAt = rememberNames();
  function* ageOf(path: string, name: string): Steps<number> {
    // Of an overlap each file claims the time that it has now.
    const claim = isOverlap(name) ? timeIn(path, present.get(path) ?? '') : name;
    let age = 0;
    for (const version of versions.get(path) ?? []) {
      yield;
      const answer = read.get(version.blob);
      const names = answer !== undefined && 'text' in answer ? namesAt(path, version.blob, answer.text) : [];
      if (claim === undefined || !names.includes(claim)) break;
      age = version.age;
    }
    return age;
  }
  return runInSlices(findOldest(contested, ageOf));
}

/**
 * The claimant whose claim is the oldest, by the name of the claim. `ageOf`: the age of the oldest version since which every version
 * has claimed it; 0: not even the newest does.
 */
function* findOldest(
  contested: ParsedCatalog['contested'],
  ageOf: (path: string, name: string) => Steps<number>,
): Steps<ReadonlyMap<string, string>> {
  const oldest = new Map<string, string>();
  for (const [name, claimants] of contested) {
    const aged: { readonly path: string; readonly age: number }[] = [];
    for (const path of claimants) aged.push({ path, age: yield* ageOf(path, name) });
    const [first, second] = aged.toSorted((a, b) => b.age - a.age);
    if (first !== undefined && first.age !== second?.age) oldest.set(name, first.path);
  }
  return oldest;
}

/** A file claims several names: each of its versions is parsed once. */
function rememberNames(): (path: string, blob: string, text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (path, blob, text) => {
    const key = `${path}\n${blob}`;
    const names = known.get(key) ?? namesIn(path, text);
    known.set(key, names);
    return names;
  };
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

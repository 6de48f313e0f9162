import type { ParsedFiles, SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { parseFile } from '../../domain/content/parse/parse.ts';
import type { Version } from './history.ts';
import type { Texts } from './texts.ts';

/** Asked again for the same file, it answers an older form; by path, and a file without one has no entry. */
export type FindLastGood = (files: readonly SourceFile[]) => Promise<ReadonlyMap<string, SourceFile>>;

export type FindLastGoodInput = {
  readonly texts: Texts;
  readonly cache: ParsedFiles;
  /** The versions of each path, newest first, the present one among them. */
  readonly listVersions: (paths: readonly string[]) => Promise<ReadonlyMap<string, readonly Version[]>>;
};

/** Forms of one file that are tried: one may be good alone, and not beside the others. */
const TRIES = 3;

type Trail = { readonly left: Version[]; tries: number };

/** Finds, version by version, the newest older form of a file that is a record by itself. */
export function createFindLastGood({ texts, cache, listVersions }: FindLastGoodInput): FindLastGood {
  const trails = new Map<string, Trail>();
  return async (files) => {
    const fresh = files.filter(({ path }) => !trails.has(path));
    const versions = await listVersions(fresh.map(({ path }) => path));
    for (const { path, blob } of fresh) {
      trails.set(path, { left: listOlder(blob, versions.get(path) ?? []), tries: 0 });
    }
    const found = new Map<string, SourceFile>();
    let open = files.map(({ path }) => path).filter((path) => hasMore(trails.get(path)));
    while (open.length > 0) {
      await step(open, found);
      open = open.filter((path) => !found.has(path) && hasMore(trails.get(path)));
    }
    return found;
  };

  async function step(paths: readonly string[], found: Map<string, SourceFile>): Promise<void> {
    const next = paths.flatMap((path) => takeNext(path, trails.get(path)));
    const read = await texts.read(next.map(({ blob }) => blob));
    for (const { path, blob, commit } of next) {
      const answer = read.get(blob);
      if (answer === undefined || !('text' in answer) || !isUsable(cache, path, blob, answer.text)) continue;
      found.set(path, { path, blob, text: answer.text, lastGoodCommit: commit });
      const trail = trails.get(path);
      if (trail !== undefined) trail.tries++;
    }
  }
}

const hasMore = (trail: Trail | undefined): trail is Trail =>
  trail !== undefined && trail.left.length > 0 && trail.tries < TRIES;

function takeNext(path: string, trail: Trail | undefined): (Version & { readonly path: string })[] {
  const version = trail?.left.shift();
  return version === undefined ? [] : [{ path, ...version }];
}

/** Each content once: a text that was put back was tried when it was newest. */
function listOlder(present: string, versions: readonly Version[]): Version[] {
  const seen = new Set([present]);
  return versions.filter(({ blob }) => !seen.has(blob) && seen.add(blob));
}

function isUsable(cache: FindLastGoodInput['cache'], path: string, blob: string, text: string): boolean {
  const kind = kindOfPath(path);
  if (kind === undefined) return false;
  const known = cache.get(`${path}\n${blob}`);
  return (known ?? parseFile(kind, path, text)).record !== undefined;
}

import type { MissingReference, SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { useOf } from '../../domain/content/rules/draft.ts';
import { describeRemovedFile } from '../../domain/content/rules/removed-files.ts';
import { defined } from '../../domain/shared/defined.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import type { Attempt } from './attempt.ts';
import type { CatalogSources } from './catalog-sources.ts';
import { parseVersion, type RemovedSource } from './removed-sources.ts';

/** One problem for each removed file that the newest version of another file names. */
export async function describeRemoved(
  input: CatalogSources,
  { kept, removed }: Attempt,
  missing: readonly MissingReference[],
): Promise<readonly Problem[]> {
  const isNamed = new Set(missing.map(useOf));
  const uses = kept.filter((use) => !use.reference.startsWith('episode ') && isNamed.has(useOf(use)));
  const users = groupBy(uses, ({ file }) => file);
  if (users.size === 0) return [];
  const movedTo = await findMoved(
    input,
    [...users.keys()].flatMap((path) => removed.get(path) ?? []),
  );
  return [...users].flatMap(([path, by]) => {
    const source = removed.get(path);
    if (source === undefined) return [];
    const where = movedTo.get(path);
    return describeRemovedFile({
      path,
      users: [...new Set(by.map((use) => use.by))],
      commit: source.commit,
      ...defined({ movedTo: where }),
    });
  });
}

type MovedTo = { readonly path: string; readonly aliases: readonly string[] };

/** Where the same bytes are now: as the commit moved them, or in another file of the same kind. */
async function findMoved(
  input: CatalogSources,
  sources: readonly RemovedSource[],
): Promise<ReadonlyMap<string, MovedTo>> {
  const commits = [...new Set(sources.flatMap(({ removedBy }) => removedBy ?? []))];
  const moves = await input.listMovesOf(
    commits,
    sources.map(({ path }) => path),
  );
  const there = await input.findPaths(moves.map(({ to }) => to));
  const movesOf = groupBy(moves, ({ from }) => from);
  const byPath = new Map(input.files.map((file) => [file.path, file]));
  const byBlob = new Map(input.files.map((file) => [file.blob, file.path]));
  const byText = groupBy(input.files, ({ text }) => text);
  const isThere = (path: string): boolean =>
    byPath.has(path) || Object.hasOwn(input.blobs, path) || Object.hasOwn(there, path);
  return new Map(
    sources.flatMap((source) => {
      const { path, blob, text = '' } = source;
      const moved = (movesOf.get(path) ?? []).find(({ to }) => isSameKind(path, to) && isThere(to))?.to;
      const same = byBlob.get(blob) ?? byText.get(text)?.find((file) => isSameKind(path, file.path))?.path;
      const to = moved ?? (same !== undefined && isSameKind(path, same) ? same : undefined);
      if (to === undefined) return [];
      return [[path, { path: to, aliases: listAliases(input.cache, byPath.get(to)) }] as const];
    }),
  );
}

const isSameKind = (a: string, b: string): boolean => kindOfPath(a) === kindOfPath(b);

function listAliases(cache: CatalogSources['cache'], file: SourceFile | undefined): readonly string[] {
  const parsed = file && parseVersion(cache, file.path, file.blob, file.text);
  return parsed?.kind === 'guest' && parsed.record !== undefined && 'aliases' in parsed.record
    ? parsed.record.aliases
    : [];
}

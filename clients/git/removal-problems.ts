import type { MissingReference } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { useOf } from '../../domain/content/rules/draft.ts';
import { describeRemovedFile } from '../../domain/content/rules/removed-files.ts';
import { defined } from '../../domain/shared/defined.ts';
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
  const users = new Map<string, string[]>();
  for (const use of kept) {
    if (use.reference.startsWith('episode ') || !isNamed.has(useOf(use))) continue;
    users.set(use.file, [...(users.get(use.file) ?? []), use.by]);
  }
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
      users: [...new Set(by)],
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
  const byBlob = new Map(input.files.map((file) => [file.blob, file.path]));
  return new Map(
    sources.flatMap((source) => {
      const { path, blob, text } = source;
      const moved = moves.find(
        ({ from, to }) =>
          from === path && isSameKind(path, to) && (isThere(input, to) || Object.hasOwn(there, to)),
      )?.to;
      const same =
        byBlob.get(blob) ??
        input.files.find((file) => isSameKind(path, file.path) && file.text === text)?.path;
      const to = moved ?? (same !== undefined && isSameKind(path, same) ? same : undefined);
      return to === undefined ? [] : [[path, { path: to, aliases: listAliases(input, to) }] as const];
    }),
  );
}

const isThere = ({ files, blobs }: CatalogSources, path: string): boolean =>
  files.some((file) => file.path === path) || Object.hasOwn(blobs, path);

const isSameKind = (a: string, b: string): boolean => kindOfPath(a) === kindOfPath(b);

function listAliases({ files, cache }: CatalogSources, path: string): readonly string[] {
  const file = files.find((one) => one.path === path);
  const parsed = file && parseVersion(cache, path, file.blob, file.text);
  return parsed?.kind === 'guest' && parsed.record !== undefined && 'aliases' in parsed.record
    ? parsed.record.aliases
    : [];
}

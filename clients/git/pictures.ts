import type { ParsedFiles, SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { listRecordPictures } from '../../domain/content/catalog/pictures.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { type ParsedFile, parseFile } from '../../domain/content/parse/parse.ts';
import { createPause } from '../run-in-slices.ts';
import { CONTENT_NAMES, LIMITS } from './content-limits.ts';
import type { Sources } from './sources.ts';
import type { Folder, Trees } from './trees.ts';

/** The object ids of files by their paths, where there is one, and of other files in the same folders, for suggestions. */
export type FindPaths = (paths: readonly string[]) => Promise<Readonly<Record<string, string>>>;

/** Finds what files outside the content folders are: those that records name. */
export type PictureReader = {
  /** The object ids of the pictures that files name, by path. The files may be other versions than those of the commit. */
  readonly findPictures: (files: readonly SourceFile[]) => Promise<Readonly<Record<string, string>>>;
  readonly findPaths: FindPaths;
};

/** Adds the pictures that records name: logos, backgrounds and thumbnails may be in any folder of the repository. */
export async function addPictures(
  sources: Sources,
  { cache, findPaths }: { readonly cache: ParsedFiles; readonly findPaths: FindPaths },
): Promise<Sources & PictureReader> {
  const findPictures: PictureReader['findPictures'] = async (files) =>
    findPaths(await listPictureNames(files, cache));
  const blobs = Object.assign(Object.create(null), await findPictures(sources.files), sources.blobs);
  return { ...sources, blobs, findPictures, findPaths };
}

async function listPictureNames(
  files: readonly SourceFile[],
  cache: ParsedFiles,
): Promise<readonly string[]> {
  const names: string[] = [];
  const pause = createPause();
  for (const file of files) {
    await pause();
    const record = parseCached(file, cache)?.record;
    if (record === undefined || !('hosts' in record || 'guests' in record)) continue;
    for (const { name } of listRecordPictures(record)) names.push(name);
  }
  return [...new Set(names)].filter((name) => !CONTENT_NAMES.has(name.split('/')[0] ?? ''));
}

/** Undefined for a file that is not a record. */
function parseCached({ path, blob, text }: SourceFile, cache: ParsedFiles): ParsedFile | undefined {
  const kind = kindOfPath(path);
  if (kind === undefined) return undefined;
  const key = `${path}\n${blob}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const parsed = parseFile(kind, path, text);
  cache.set(key, parsed);
  return parsed;
}

/** Of one read: many folders of pictures. */
const MAX_NAMES_BYTES = 32 * 1024 * 1024;
/** Suggestions for a misspelt name compare it with all others. */
const MAX_NEIGHBOURS = 1_000;

type Search = { readonly path: string; readonly names: readonly string[]; readonly items: Folder };

/** Reads only the folders on the way to each path: what else is in the repository costs nothing. */
export function createFindPaths(trees: Trees, commit: string): FindPaths {
  return async (paths) => {
    const found: Record<string, string> = Object.create(null);
    const wanted = paths.filter(isShort).map((path) => ({ path, names: path.split('/') }));
    if (wanted.length === 0) return found;
    const tops = new Set(wanted.map(({ names }) => names[0] ?? ''));
    const root = (await trees.readRoots([commit], tops)).get(commit) ?? [];
    let open: Search[] = wanted.map((one) => ({ ...one, items: root }));
    for (let level = 0; open.length > 0; level++) {
      for (const search of open) addFiles(found, search, level);
      open = await descend(trees, open, level);
    }
    return found;
  };
}

const isShort = (path: string): boolean =>
  Buffer.byteLength(path) <= LIMITS.path && path.split('/').length <= LIMITS.depth;

function addFiles(found: Record<string, string>, { path, names, items }: Search, level: number): void {
  if (level !== names.length - 1) return;
  const folder = path.slice(0, path.length - (names[level]?.length ?? 0));
  const files = items.filter(({ kind }) => kind === 'file');
  const shown =
    level > 0 && files.length <= MAX_NEIGHBOURS ? files : files.filter(({ name }) => name === names[level]);
  for (const { name, id } of shown) found[`${folder}${name}`] = id;
}

async function descend(trees: Trees, open: readonly Search[], level: number): Promise<Search[]> {
  const below = open.flatMap((search) => {
    const name = search.names[level];
    const item = level < search.names.length - 1 ? search.items.find((one) => one.name === name) : undefined;
    return item?.kind === 'folder' ? [{ search, id: item.id }] : [];
  });
  const { folders } = await trees.read([...new Set(below.map(({ id }) => id))], MAX_NAMES_BYTES);
  return below.flatMap(({ search, id }) => {
    const items = folders.get(id);
    return items === undefined ? [] : [{ ...search, items }];
  });
}

import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobText, decodeText, MAX_TEXT_BYTES } from '../../clients/git/blobs.ts';
import { checkListing, type Listing, type TreeEntry } from '../../clients/git/content-folders.ts';
import { CONTENT_NAMES } from '../../clients/git/content-limits.ts';
import type { Git } from '../../clients/git/git.ts';
import type { FindPaths } from '../../clients/git/pictures.ts';
import { compareTexts } from '../../domain/shared/problem.ts';
import { CommandError } from './outcome.ts';

/**
 * The content that a commit of everything on disk would contain: tracked and new files that git does not ignore. The `id` of an entry
 * is its path. Symbolic links are listed, never followed.
 */
export async function listDisk(git: Git): Promise<Listing> {
  const entries = await listEntries(git, [...CONTENT_NAMES]);
  return checkListing(entries.toSorted((a, b) => compareTexts(a.path, b.path)));
}

async function listEntries(git: Git, pathspecs: readonly string[]): Promise<readonly TreeEntry[]> {
  const text = await git.run([...LIST, '--', ...pathspecs]);
  const paths = [...new Set(text.split('\0').map((path) => path.replace(/\/$/, '')))].filter(
    (path) => path !== '',
  );
  const isReal = createFolderCheck(await realpath(git.folder));
  return (await Promise.all(paths.map((path) => listEntry(git.folder, path, isReal)))).flat();
}

const LIST = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
/** All of them are arguments of one command. */
const PATHS_AT_ONCE = 500;
/** A picture with a longer path is not found in a commit either. */
const LONGEST_PATH = 500;
const MAX_NEIGHBOURS = 1_000;

/** Finds pictures by path; for the folders of those that are missing, also what else is there. */
export const createFindOnDisk =
  (git: Git): FindPaths =>
  async (paths) => {
    const found: Record<string, string> = Object.create(null);
    const wanted = paths.filter((path) => Buffer.byteLength(path) <= LONGEST_PATH && !/[\0]/.test(path));
    for (let from = 0; from < wanted.length; from += PATHS_AT_ONCE) {
      const entries = await listEntries(git, wanted.slice(from, from + PATHS_AT_ONCE));
      for (const { path, kind } of entries) if (kind === 'file') found[path] = path;
    }
    const missing = wanted.filter((path) => !Object.hasOwn(found, path));
    const folders = new Set(missing.map((path) => dirname(path)));
    for (const path of (await Promise.all([...folders].map((folder) => listNeighbours(git, folder)))).flat())
      if (!wanted.includes(path)) found[path] ??= path;
    return found;
  };

async function listNeighbours({ folder: root }: Git, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  if (folder === '.' || files.length > MAX_NEIGHBOURS) return [];
  return files.map(({ name }) => `${folder}/${name}`);
}

type FolderCheck = (folder: string) => Promise<boolean>;

/** Git still lists files below a folder that has become a link, but treats them as deleted. */
function createFolderCheck(root: string): FolderCheck {
  const cache = new Map<string, Promise<boolean>>();
  return (folder) => {
    const path = join(root, folder);
    const isReal =
      cache.get(folder) ??
      realpath(path)
        .then((real) => real === path)
        .catch(() => false);
    cache.set(folder, isReal);
    return isReal;
  };
}

/** One entry, or none when the file does not exist. */
async function listEntry(root: string, path: string, isReal: FolderCheck): Promise<TreeEntry[]> {
  if (!(await isReal(dirname(path)))) return [];
  const found = await lstat(join(root, path)).catch(() => undefined);
  if (found === undefined) return [];
  const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'submodule' : 'file';
  return [{ path, id: path, kind }];
}

/** Reads the text of a file, or the reason why it is not one. */
export async function readText(root: string, path: string): Promise<BlobText> {
  if ((await measureFile(root, path)) > MAX_TEXT_BYTES) return { unreadable: 'too-large' };
  return decodeText(await readFile(join(root, path)));
}

/** Bytes. */
export const measureFile = async (root: string, path: string): Promise<number> =>
  (await lstat(join(root, path))).size;

/** The same limit as for the blobs of a commit. */
const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** Reads the bytes of a file. @throws CommandError when it is larger than 25 MB */
export async function readBytes(root: string, path: string): Promise<Buffer> {
  const file = join(root, path);
  if ((await lstat(file)).size > MAX_FILE_BYTES) throw new CommandError(`${path} is larger than 25 MB`);
  return await readFile(file);
}

import { lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Text } from '../../clients/git/blobs.ts';
import type { Git } from '../../clients/git/git.ts';
import type { TreeEntry } from '../../clients/git/sources.ts';
import { compareTexts } from '../../domain/shared/problem.ts';
import { CommandError } from './outcome.ts';

/** Larger than any text written by hand; the same limit as for files of a commit. */
const MAX_BYTES = 1024 * 1024;

/**
 * The files that a commit of everything on disk would contain: tracked and new files that git does not ignore. The `id` of an entry
 * is its path. Symbolic links are listed, never followed.
 */
export async function listDisk(git: Git): Promise<readonly TreeEntry[]> {
  const text = await git.run(['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const paths = [...new Set(text.split('\0').map((path) => path.replace(/\/$/, '')))].filter(
    (path) => path !== '',
  );
  const isReal = createFolderCheck(await realpath(git.folder));
  const entries = await Promise.all(paths.map((path) => listEntry(git.folder, path, isReal)));
  return entries.flat().sort((a, b) => compareTexts(a.path, b.path));
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

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the text of a file, or the reason why it is not one. */
export async function readText(root: string, path: string): Promise<Text> {
  const file = join(root, path);
  if ((await lstat(file)).size > MAX_BYTES) return { unreadable: 'too-large' };
  const bytes = await readFile(file);
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { unreadable: 'not-utf8' };
  }
}

/** The same limit as for the blobs of a commit. */
const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** Reads the bytes of a file. @throws CommandError when it is larger than 25 MB */
export async function readBytes(root: string, path: string): Promise<Buffer> {
  const file = join(root, path);
  if ((await lstat(file)).size > MAX_FILE_BYTES) throw new CommandError(`${path} is larger than 25 MB`);
  return await readFile(file);
}

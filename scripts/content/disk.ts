import { lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Git } from '../../clients/git/git.ts';
import type { Text } from '../../clients/git/texts.ts';
import type { TreeEntry } from '../../clients/git/tree.ts';
import { compareTexts } from '../../domain/shared/problem.ts';
import { CommandError } from '../outcome.ts';

/** No text that a person writes is larger; the same limit as for a commit's files. */
const MAX_BYTES = 1024 * 1024;

/**
 * What a commit of everything on disk would hold: known and new files that git does not ignore. The `id` of an entry is
 * its path. Symbolic links are named, never followed.
 */
export async function listDisk(git: Git): Promise<readonly TreeEntry[]> {
  const text = await git.run(['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const paths = [...new Set(text.split('\0').map((path) => path.replace(/\/$/, '')))].filter(
    (path) => path !== '',
  );
  const isReal = createFolderCheck(await realpath(git.folder));
  const entries = await Promise.all(paths.map((path) => describe(git.folder, path, isReal)));
  return entries.flat().sort((a, b) => compareTexts(a.path, b.path));
}

type FolderCheck = (folder: string) => Promise<boolean>;

/** A file that git lists below a folder that is a link by now is gone, as git itself says. */
function createFolderCheck(root: string): FolderCheck {
  const known = new Map<string, Promise<boolean>>();
  return (folder) => {
    const path = join(root, folder);
    const answer =
      known.get(folder) ??
      realpath(path)
        .then((real) => real === path)
        .catch(() => false);
    known.set(folder, answer);
    return answer;
  };
}

async function describe(root: string, path: string, isReal: FolderCheck): Promise<TreeEntry[]> {
  if (!(await isReal(dirname(path)))) return [];
  const found = await lstat(join(root, path)).catch(() => undefined);
  if (found === undefined) return [];
  const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'submodule' : 'file';
  return [{ path, id: path, kind }];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** One file's text, or why it is none. */
export async function readText(root: string, path: string): Promise<Text> {
  const bytes = await readFile(join(root, path));
  if (bytes.length > MAX_BYTES) return { unreadable: 'too-large' };
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { unreadable: 'not-utf8' };
  }
}

/** The same limit as for the blobs of a commit. */
const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** One file's bytes. Throws CommandError where it is larger than 25 MB. */
export async function readBytes(root: string, path: string): Promise<Buffer> {
  const file = join(root, path);
  if ((await lstat(file)).size > MAX_FILE_BYTES) throw new CommandError(`${path} is larger than 25 MB`);
  return await readFile(file);
}

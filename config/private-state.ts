import { chmod, lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stateFolders } from './settings.ts';

/**
 * Makes the state folder and what is in it readable for its owner alone: the database holds texts that are not published yet, and the
 * log more than that. A folder that also holds something else keeps its mode; only what is ours in it changes.
 *
 * @returns what could not be changed, a sentence each
 */
export async function protectState(state: string): Promise<readonly string[]> {
  await mkdir(state, { recursive: true, mode: PRIVATE_FOLDER });
  const names = await readdir(state);
  const ours = names.filter(isOurs);
  const paths = [...(ours.length === names.length ? [state] : []), ...ours.map((name) => join(state, name))];
  const failed = await Promise.all(paths.map(makePrivate));
  return failed.flatMap((path) =>
    path === undefined ? [] : [`other users of this machine can read ${path}: run \`chmod -R go= ${path}\``],
  );
}

export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;
const OTHERS = 0o077;

/** Keeps git from adding anything of a state folder that is inside a repository. A folder that also holds something else stays as it is. */
export async function hideFromGit(state: string): Promise<void> {
  const names = await readdir(state);
  if (names.includes(IGNORE) || !names.every(isOurs)) return;
  await writeFile(join(state, IGNORE), '*\n', { mode: PRIVATE_FILE });
}

const IGNORE = '.gitignore';

const NAMES = [...Object.values(stateFolders('/')).map((path) => basename(path)), IGNORE];

/** Drafts and former files, too. */
const PREFIXES = ['running.json', 'credentials.', basename(stateFolders('/').log)];

const isOurs = (name: string): boolean =>
  NAMES.includes(name) || PREFIXES.some((prefix) => name.startsWith(prefix));

/** The path, when another user owns it. */
async function makePrivate(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined || found.isSymbolicLink() || (found.mode & OTHERS) === 0) return undefined;
  return chmod(path, found.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE).then(
    () => undefined,
    () => path,
  );
}

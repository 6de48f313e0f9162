import { existsSync } from 'node:fs';
import { access, constants, mkdir, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isUrl } from '../clients/git/address.ts';
import { openRepository } from '../clients/git/index.ts';
import { PRIVATE_FOLDER } from '../config/private-state.ts';
import { type Settings, SettingsError } from '../config/settings.ts';

/** What the databases of the first start need, with room for a day. */
const LEAST_MB = 50;

/**
 * Checks what a start needs before it writes anything, so that one that cannot work leaves nothing behind: the repository, and a state
 * folder that can be written.
 *
 * @throws Error that says what to do
 */
export async function assertStartable(
  { repository, state }: Pick<Settings, 'repository' | 'state'>,
  leastMb = LEAST_MB,
): Promise<void> {
  const isFirst = !existsSync(state);
  // Later starts open it soon enough.
  if (isFirst && !isUrl(repository)) await openRepository({ location: repository, folder: state });
  try {
    await assertWritable(state);
    await assertSpace(state, leastMb);
  } catch (error) {
    if (isFirst) await rmdir(state).catch(() => undefined);
    throw error;
  }
}

const OTHER = 'choose another one with SHOWRUNNER_STATE or --state';

async function assertWritable(state: string): Promise<void> {
  try {
    await createFolders(state);
    if (!(await stat(state)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(state, constants.W_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new SettingsError(
      `the state folder ${state} cannot be written (${REASONS[code] ?? code}): make it writable, or ${OTHER}`,
    );
  }
}

/** One by one: on a file system that takes no folders, such as /proc, Node 20 never returns from a recursive `mkdir`. */
async function createFolders(path: string): Promise<void> {
  if (existsSync(path)) return;
  await createFolders(dirname(path));
  await mkdir(path, { mode: PRIVATE_FOLDER }).catch(async (error: NodeJS.ErrnoException) => {
    // Another worker that starts at the same time made it.
    if (error.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EROFS: 'the file system is read-only',
  ENOENT: 'the file system takes no folders',
  EACCES: 'no permission',
  EPERM: 'no permission',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
  ENOSPC: 'the disk is full',
};

async function assertSpace(state: string, leastMb: number): Promise<void> {
  const { bavail, bsize } = await statfs(state);
  const freeMb = Math.floor((bavail * bsize) / 1e6);
  if (freeMb < leastMb)
    throw new SettingsError(
      `the disk of the state folder ${state} has ${freeMb} MB left, and a start needs ${leastMb}: free some, or ${OTHER}`,
    );
}

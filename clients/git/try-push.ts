import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitLogin } from './environment.ts';
import { createGit } from './git.ts';
import { openRemote } from './remote.ts';

export type PushTrial = {
  /** A URL. */
  readonly location: string;
  /** For a URL without a user name. */
  readonly login?: GitLogin;
  readonly signal: AbortSignal;
};

/**
 * Asks a remote repository whether we may push, and sends nothing (`git push --dry-run`). What a hook or a protected branch refuses
 * shows only when something is pushed.
 *
 * @throws RepositoryError `refused` when we may not; `unreachable`
 */
export async function tryPush({ location, login, signal }: PushTrial): Promise<void> {
  const remote = openRemote(location, login);
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-push-'));
  try {
    const git = createGit(folder);
    await git.run(['init', '--quiet', '--bare'], { signal });
    const input = Buffer.from(
      'commit refs/heads/trial\ncommitter Showrunner <showrunner@localhost> 0 +0000\ndata 0\n',
    );
    await git.run(['fast-import', '--quiet'], { signal, input });
    const to = `refs/heads/trial:refs/heads/${UNUSED}`;
    await git.run(['push', '--quiet', '--dry-run', '--no-follow-tags', '--', remote.address, to], {
      access: remote.access,
      signal,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A branch that does not exist: of one that does, git would compare the commits instead. */
const UNUSED = 'showrunner/may-we-push';

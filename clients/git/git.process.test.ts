import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFolder, removeFolder } from '../../test/support/git-repository.ts';
import { createGit } from './git.ts';

let folder: string;
beforeEach(async () => {
  folder = await createFolder();
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await removeFolder(folder);
});

/** Stands before the real one on the PATH. */
async function playGit(script: string): Promise<void> {
  const path = join(folder, 'git');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

it('returns all of the output, even what arrives long after the exit', async () => {
  await playGit('printf first\n(sleep 0.4; printf " and last") &\nexit 0');
  expect(await createGit(folder).run(['ls-tree', '-r', '-z', 'HEAD'])).toBe('first and last');
});

it('does not use the output of a killed command', async () => {
  await playGit('printf first\nkill -9 $$');
  await expect(createGit(folder).run(['ls-tree', '-r', '-z', 'HEAD'])).rejects.toMatchObject({
    fault: 'git-failed',
    message: 'git ls-tree: killed by a signal before it finished.',
  });
});

it('returns an empty text for a command that fails without a message', async () => {
  await playGit('exit 1');
  expect(await createGit(folder).run(['rev-parse', '--quiet', '--verify', 'x'])).toBe('');
});

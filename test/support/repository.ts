import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Path to text; `undefined` removes the file. */
export type RepositoryFiles = Readonly<Record<string, string | Buffer | undefined>>;

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** A real git repository with one commit. */
export async function createRepository(folder: string, files: RepositoryFiles) {
  await mkdir(folder, { recursive: true });
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', args, { cwd: folder, env: { ...process.env, ...IDENTITY } });
    return stdout.trim();
  };
  const write = async (path: string, text: string | Buffer | undefined): Promise<void> => {
    const target = join(folder, path);
    if (text === undefined) return rm(target);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  };
  const commit = async (message: string, changes: RepositoryFiles): Promise<string> => {
    for (const [path, text] of Object.entries(changes)) await write(path, text);
    await git('add', '-A');
    await git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  await git('init', '-q', '-b', 'main');
  await commit('first', files);
  return { folder, git, commit };
}

import { RepositoryError } from './errors.ts';
import type { Git } from './git.ts';
import { refOf } from './local.ts';
import type { ObjectReader } from './object-reader.ts';

/** The full commit id of a name; undefined if it matches none or several. */
export async function resolveRef(git: Git, ref: string): Promise<string | undefined> {
  if (ref === '' || ref.startsWith('-') || /\s/.test(ref)) return undefined;
  const [answer] = await git.objects.describe([`${ref}^{commit}`]);
  return answer?.info?.id;
}

/** @throws RepositoryError `unknown-commit` unless it is the full id of a commit */
export async function assertCommit(objects: ObjectReader, commit: string): Promise<void> {
  const info = (await objects.describe([commit])).get(commit);
  if (info !== undefined && info !== 'missing' && info.id === commit && info.type === 'commit') return;
  const message = `The repository, as this worker sees it, has no commit with the full id "${commit}": was it pushed, and do all workers follow the same remote?`;
  throw new RepositoryError('unknown-commit', message);
}

/**
 * The commit id of the branch.
 *
 * @throws RepositoryError `no-commit`, or `unknown-branch` with the names of existing branches
 */
export async function readTip(git: Git, branch: string): Promise<string> {
  const id = await resolveRef(git, refOf(branch));
  if (id !== undefined) return id;
  const names = await git.run(['for-each-ref', '--format=%(refname:lstrip=2)', '--count=10', 'refs/heads']);
  const list = names.trim().split('\n').join(', ');
  if (list === '')
    throw new RepositoryError('no-commit', 'The repository has no commit yet: make the first one.');
  throw new RepositoryError('unknown-branch', `There is no branch "${branch}"; there are: ${list}.`);
}

import { randomUUID } from 'node:crypto';
import { RepositoryError } from './errors.ts';
import type { Git, GitSource } from './git.ts';
import { readTip } from './refs.ts';
import type { Remote } from './remote.ts';

/** The whole new text of a file; its mode stays. */
export type FileText = { readonly path: string; readonly text: string };
export type PushedChange = { readonly message: string; readonly files: readonly FileText[] };

/** What a change is made from: the branch's newest commit, its files, and what our own branch has and this commit has not. */
export type ChangeBase = {
  readonly head: string;
  /** undefined: there is no such file. */
  readText(path: string): Promise<string | undefined>;
  readonly unmerged: readonly FileText[];
};

export type PushOptions = {
  /** A branch of our own, made again from the followed one with each change; absent: the followed branch. */
  readonly ownBranch?: string;
  /** Called again after each lost race. undefined: there is nothing to change. */
  readonly create: (base: ChangeBase) => Promise<PushedChange | undefined>;
};

/** Other people push too: after so many lost races, they push faster than we do. */
const TRIES = 5;

/**
 * Commits a change on the followed branch's newest commit, and pushes it without force.
 *
 * @returns the commit; undefined: there was nothing to change
 * @throws RepositoryError `refused` when it may not push, `unreachable`, and when every race was lost
 */
export async function pushChange(
  source: GitSource,
  remote: Remote,
  options: PushOptions,
): Promise<string | undefined> {
  let lost: unknown;
  for (let tries = 0; tries < TRIES; tries += 1) {
    await source.fetch();
    const base = await readBase(source, options);
    const change = await options.create(base);
    if (change === undefined) return undefined;
    const commit = await writeChange(source.git, base.head, change);
    try {
      await push(source, remote, { commit, base, ...options });
      await source.fetch();
      return commit;
    } catch (error) {
      if (!isRaceLost(error)) throw error;
      lost = error;
    }
  }
  throw new RepositoryError(
    'unreachable',
    `Somebody else pushed ${TRIES} times before us: ${lost instanceof Error ? lost.message : String(lost)}`,
  );
}

type Base = ChangeBase & { readonly ownTip: string };

async function readBase(
  { git, branch }: GitSource,
  { ownBranch }: Pick<PushOptions, 'ownBranch'>,
): Promise<Base> {
  const head = await readTip(git, branch);
  const ownTip =
    ownBranch === undefined
      ? ''
      : (await git.run(['rev-parse', '--verify', '--quiet', `refs/heads/${ownBranch}`])).trim();
  return {
    head,
    ownTip,
    readText: (path) => readText(git, head, path),
    unmerged: ownTip === '' ? [] : await readUnmerged(git, head, ownTip),
  };
}

async function readText(git: Git, commit: string, path: string): Promise<string | undefined> {
  const entry = await git.run(['ls-tree', commit, '--', path]);
  return entry === '' ? undefined : git.run(['cat-file', 'blob', `${commit}:${path}`]);
}

/** Files that our own branch changed since it left the followed one. */
async function readUnmerged(git: Git, head: string, ownTip: string): Promise<FileText[]> {
  const names = await git.run(['diff', '--name-only', '-z', '--no-renames', `${head}...${ownTip}`]);
  const paths = names.split('\0').filter((name) => name !== '');
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readText(git, ownTip, path) })),
  );
  return files.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
}

/** One command writes the blobs, the trees and the commit; the ref that it needs goes at once. */
async function writeChange(git: Git, head: string, { message, files }: PushedChange): Promise<string> {
  const ref = `refs/showrunner/changes/${randomUUID()}`;
  const modes = await Promise.all(files.map(({ path }) => readMode(git, head, path)));
  const seconds = Math.floor(Date.now() / 1000);
  const input = Buffer.concat([
    Buffer.from(`commit ${ref}\ncommitter Showrunner <showrunner@localhost> ${seconds} +0000\n`),
    data(message),
    Buffer.from(`from ${head}\n`),
    ...files.flatMap(({ path, text }, index) => [
      Buffer.from(`M ${modes[index]} inline ${quote(path)}\n`),
      data(text),
    ]),
  ]);
  await git.run(['fast-import', '--quiet'], { input });
  const commit = (await git.run(['rev-parse', '--verify', ref])).trim();
  await git.run(['update-ref', '-d', ref]);
  return commit;
}

const readMode = async (git: Git, commit: string, path: string): Promise<string> =>
  (await git.run(['ls-tree', commit, '--', path])).split(' ')[0] || '100644';

const data = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
};

const quote = (path: string): string =>
  `"${path.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;

type Pushed = Pick<PushOptions, 'ownBranch'> & { readonly commit: string; readonly base: Base };

/** Our own branch is replaced only as it was read. */
async function push(
  { git, branch }: GitSource,
  remote: Remote,
  { commit, base, ownBranch }: Pushed,
): Promise<void> {
  const lease = ownBranch === undefined ? [] : [`--force-with-lease=refs/heads/${ownBranch}:${base.ownTip}`];
  const to = `${commit}:refs/heads/${ownBranch ?? branch}`;
  await git.run(['push', '--quiet', '--no-follow-tags', ...lease, '--', remote.address, to], remote);
}

const isRaceLost = (error: unknown): boolean =>
  error instanceof RepositoryError &&
  /non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref/i.test(error.message);

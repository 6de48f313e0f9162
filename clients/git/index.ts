import { defined } from '../../domain/shared/defined.ts';
import { hideCredentials, isUrl } from './address.ts';
import { readBlob } from './blobs.ts';
import { type CatalogAt, createCatalogReader } from './catalogs.ts';
import { readCommit } from './commits.ts';
import type { GitLogin } from './environment.ts';
import { RepositoryError } from './errors.ts';
import { openLocal } from './local.ts';
import { openMirror } from './mirror.ts';
import { type PushOptions, pushChange } from './push-change.ts';
import { readTip, resolveRef } from './refs.ts';
import { type Watch, type WatchOptions, watchSource } from './watch.ts';

export type { CatalogAt } from './catalogs.ts';
export { RepositoryError, type RepositoryFault } from './errors.ts';
export type { InvalidFile } from './last-known-good.ts';
export type { ChangeBase, FileText, PushedChange, PushOptions } from './push-change.ts';
export type { Watch, WatchOptions } from './watch.ts';

export type RepositoryOptions = {
  /** A folder of a work tree, a bare repository, or a URL (https, ssh, file, user@host:path). */
  readonly location: string;
  /** Our state folder: mirrors of URLs are in `mirrors/` below it. */
  readonly folder: string;
  /** Absent: the current branch of a local repository, or the remote's default branch. */
  readonly branch?: string;
  /** For a URL without a user name. Absent: git logs in as it does for this user. */
  readonly login?: GitLogin;
};

/** Reads committed content only, never the working tree. Every function throws RepositoryError. */
export type Repository = {
  /** For people: a URL without credentials. */
  readonly location: string;
  /** The branch that is followed; `HEAD` if it is detached. */
  readonly branch: string;
  /** The full commit id of the branch. Fetches first for a URL; a local repository is never written to. */
  readHead(): Promise<string>;
  /** The full commit id of a branch, tag, short id or expression (`main~2`); undefined if there is none. */
  resolve(ref: string): Promise<string | undefined>;
  /** The first line of a commit's message, at most 120 characters. */
  readSubject(commit: string): Promise<string>;
  /** The name of a commit's author, at most 120 characters. */
  readAuthor(commit: string): Promise<string>;
  /** When a commit was made: ISO 8601, UTC. */
  readTime(commit: string): Promise<string>;
  /** The newest commit of the branch that was made before an instant (ISO 8601); undefined if there is none. */
  findCommitBefore(instant: string): Promise<string | undefined>;
  /** The content at a full commit id, with invalid files in their last valid version. The last thirty are cached. */
  readCatalog(commit: string): Promise<CatalogAt>;
  /** The bytes of a file by its blob id, up to 25 MB. */
  readBlob(blob: string): Promise<Buffer>;
  /** Calls `onChange` at once, and whenever the branch may have moved; sometimes without a change, but never misses one. */
  watch(onChange: () => void, options?: WatchOptions): Watch;
  /** Commits a change and pushes it: see `pushChange`. Absent: a local repository is never written to. */
  readonly push?: (options: PushOptions) => Promise<string | undefined>;
};

/**
 * Opens a repository for reading, and fetches nothing yet.
 *
 * @throws RepositoryError `not-a-repository`, `not-trusted`, `no-git`; of a URL `refused`, `unreachable`, `no-commit`
 */
export async function openRepository(options: RepositoryOptions): Promise<Repository> {
  const { location, folder } = options;
  if (location.startsWith('-'))
    throw new RepositoryError('not-a-repository', `"${location}" is neither a path nor a URL.`);
  const branch = defined({ branch: options.branch });
  const source = await (isUrl(location)
    ? openMirror({ url: location, folder, ...branch, ...defined({ login: options.login }) })
    : openLocal({ location, ...branch }));
  const { git, remote } = source;
  const readCatalog = createCatalogReader(source);
  return {
    location: hideCredentials(location),
    branch: source.branch,
    readHead: async () => {
      await source.fetch();
      return readTip(git, source.branch);
    },
    resolve: (ref) => resolveRef(git, ref),
    readSubject: async (commit) => cut((await readCommit(git, commit)).subject),
    readAuthor: async (commit) => cut((await readCommit(git, commit)).author),
    readTime: async (commit) => new Date((await readCommit(git, commit)).seconds * 1000).toISOString(),
    findCommitBefore: async (instant) => {
      const tip = await readTip(git, source.branch);
      // git counts whole seconds, and the one that is named.
      const last = Math.ceil(Date.parse(instant) / 1000) - 1;
      return (
        (await git.run(['rev-list', '-1', '--first-parent', `--before=${last}`, tip])).trim() || undefined
      );
    },
    readCatalog,
    readBlob: (blob) => readBlob(git, blob),
    watch: (onChange, watchOptions) => watchSource(source, onChange, watchOptions),
    ...(remote === undefined
      ? {}
      : { push: (pushOptions: PushOptions) => pushChange(source, remote, pushOptions) }),
  };
}

const MAX_CHARACTERS = 120;

/** One that is cut says so. */
const cut = (text: string): string =>
  text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS - 1)}\u2026`;

import { hideCredentials, isUrl } from '../../clients/git/address.ts';
import type { Settings } from '../../config/settings.ts';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { openContent, resolveCommit } from './open-content.ts';
import { CommandError } from './outcome.ts';
import { readWorktree } from './worktree.ts';

export type Content = {
  /** Where it was read, for people. */
  readonly place: string;
  readonly commit?: string;
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
  /** The bytes of another file of the catalog, at most 25 MB. */
  readonly readFile: (file: FileRef) => Promise<Buffer>;
};

/** Reads the files on disk, or the tree of a commit. @throws CommandError, RepositoryError */
export const readContent = (settings: Settings, ref: string | undefined): Promise<Content> =>
  ref === undefined ? readDisk(settings) : readCommit(settings, ref);

async function readDisk({ repository }: Settings): Promise<Content> {
  if (isUrl(repository))
    throw new CommandError(
      `${hideCredentials(repository)} is not on this disk: name a commit as well, --commit HEAD`,
    );
  const { folder, ...read } = await readWorktree(repository);
  return { place: `the files in ${folder}`, ...read };
}

export async function readCommit(settings: Settings, ref: string): Promise<Content> {
  const repository = await openContent(settings);
  if (isUrl(settings.repository)) await repository.readHead();
  const commit = await resolveCommit(repository, ref);
  const { catalog, problems } = await repository.readCatalog(commit);
  return {
    place: `commit ${commit.slice(0, 10)}`,
    commit,
    problems,
    readFile: ({ blob }) => repository.readBlob(blob),
    ...defined({ catalog }),
  };
}

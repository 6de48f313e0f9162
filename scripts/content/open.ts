import { openRepository, type Repository } from '../../clients/git/index.ts';
import { type Settings, stateFolders } from '../../config/settings.ts';
import { CommandError } from '../outcome.ts';

/** The content repository as git has it; throws RepositoryError. */
export const openContent = ({ repository: location, branch, state }: Settings): Promise<Repository> =>
  openRepository({
    location,
    folder: stateFolders(state).repository,
    ...(branch === undefined ? {} : { branch }),
  });

/** The full id of a commit that a person named. */
export async function resolveCommit(repository: Repository, ref: string): Promise<string> {
  const commit = await repository.resolve(ref);
  if (commit !== undefined) return commit;
  throw new CommandError(`there is no commit, branch or tag "${ref}" in ${repository.location}`);
}

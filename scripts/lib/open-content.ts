import { openRepository, type Repository } from '../../clients/git/index.ts';
import { findGitLogin } from '../../clients/github/git-login.ts';
import { type Settings, stateFolders } from '../../config/settings.ts';
import { defined } from '../../domain/shared/defined.ts';
import { CommandError } from './outcome.ts';

/** Opens the content repository. @throws RepositoryError */
export const openContent = ({
  repository: location,
  branch,
  state,
  codeHost,
}: Settings): Promise<Repository> =>
  openRepository({
    location,
    folder: stateFolders(state).repository,
    ...defined({ branch, login: findGitLogin(codeHost, location) }),
  });

/** The full id of a commit, branch or tag. @throws CommandError */
export async function resolveCommit(repository: Repository, ref: string): Promise<string> {
  const commit = await repository.resolve(ref);
  if (commit !== undefined) return commit;
  throw new CommandError(`there is no commit, branch or tag "${ref}" in ${repository.location}`);
}

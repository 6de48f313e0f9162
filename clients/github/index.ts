import type { CommitHost } from '../commit-host.ts';
import { createAccess } from './access.ts';
import type { GitHubRepository } from './address.ts';
import { createClient, describePlace } from './client.ts';
import type { GitHubCredentials } from './credentials.ts';
import { setStatus } from './set-status.ts';
import { writeComment } from './write-comment.ts';

export type GitHubOptions = {
  /** The page of the host: `https://github.com`, or that of a GitHub Enterprise Server. */
  readonly url: string;
  readonly repository: GitHubRepository;
  readonly credentials: GitHubCredentials;
};

const NEEDS = {
  token: {
    credentials: 'Set SHOWRUNNER_GITHUB_TOKEN to a token that is valid, and restart the worker.',
    permission:
      'The token needs this repository, with the permissions "Commit statuses" and "Pull requests": read and write.',
  },
  app: {
    credentials:
      'Check SHOWRUNNER_GITHUB_APP_ID and SHOWRUNNER_GITHUB_APP_KEY_FILE, and the clock of the worker.',
    permission:
      'The app must be installed on this repository, with the permissions "Commit statuses" and "Pull requests": read and write.',
  },
};

const ADDRESS = 'Set SHOWRUNNER_GITHUB_REPOSITORY to the repository as it is called now.';

/** GitHub as the host of commits. Calls nothing yet. */
export function createGitHub({ url, repository, credentials }: GitHubOptions): CommitHost {
  const place = { url, repository, advice: { ...NEEDS[credentials.kind], address: ADDRESS } };
  const access = createAccess(credentials, place);
  const client = createClient({ ...place, authorize: access.authorize, forget: access.forget });
  return {
    place: describePlace(url, repository),
    maxDescription: 140,
    setStatus: (status, call) => setStatus(client, status, call),
    writeComment: (comment, call) => writeComment({ client, access }, comment, call),
  };
}

import { Failure } from '../../domain/shared/failure.ts';
import type { CommentOutcome, CommitComment, HostCall } from '../commit-host.ts';
import type { GitHubAccess } from './access.ts';
import type { GitHubClient } from './client.ts';

type Place = { readonly client: GitHubClient; readonly access: GitHubAccess };

/**
 * Writes the one comment on the merged pull request of a commit: ours is found by its author and its first line, and edited, also after
 * an attempt whose answer was lost.
 *
 * @throws Failure
 */
export async function writeComment(
  place: Place,
  comment: CommitComment,
  call: HostCall,
): Promise<CommentOutcome> {
  const pullRequest = await findPullRequest(place.client, comment, call);
  if (pullRequest === undefined) return { outcome: 'none' };
  try {
    return { outcome: await writeTo(pullRequest, place, comment, call), pullRequest };
  } catch (error) {
    if (!(error instanceof Failure) || error.reason !== 'host-locked') throw error;
    return { outcome: 'locked', pullRequest };
  }
}

async function writeTo(
  pullRequest: number,
  { client, access }: Place,
  { body, marker, creates }: CommitComment,
  call: HostCall,
): Promise<CommentOutcome['outcome']> {
  const isOwn = await access.findOwn(client, call);
  const own = await findComment(
    client,
    { pullRequest, matches: (one) => isOwn(one) && one.body?.startsWith(marker) === true },
    call,
  );
  if (own === 'too-many') return 'none';
  if (own?.body === body) return 'unchanged';
  if (own === undefined && !creates) return 'none';
  await client.send(
    {
      what: `comment on pull request ${pullRequest}`,
      writes: true,
      send: (api, { at, http }) =>
        own === undefined
          ? api.issues.createComment({ ...at, issue_number: pullRequest, body, ...http })
          : api.issues.updateComment({ ...at, comment_id: own.id, body, ...http }),
    },
    call,
  );
  return own === undefined ? 'new' : 'edited';
}

/** The number of the pull request that was merged into the branch and brought the commit. */
async function findPullRequest(
  client: GitHubClient,
  { commit, branch }: CommitComment,
  call: HostCall,
): Promise<number | undefined> {
  const { data } = await client.send(
    {
      what: `find the pull request of commit ${commit.slice(0, 10)}`,
      send: (api, { at, http }) =>
        api.repos.listPullRequestsAssociatedWithCommit({
          ...at,
          commit_sha: commit,
          per_page: PAGE,
          ...http,
        }),
    },
    call,
  );
  const merged = data.filter(
    ({ merged_at: at, base }) => at !== null && (branch === 'HEAD' || base.ref === branch),
  );
  const exact = merged.find(({ merge_commit_sha: sha }) => sha === commit);
  return (exact ?? merged.toSorted((a, b) => String(a.merged_at).localeCompare(String(b.merged_at)))[0])
    ?.number;
}

const PAGE = 100;
/** A conversation of 3,000 comments gets none of ours: it could not be found again. */
const MOST_PAGES = 30;

type Comment = Awaited<ReturnType<typeof listComments>>[number];

type Search = { readonly pullRequest: number; readonly matches: (comment: Comment) => boolean };

async function findComment(
  client: GitHubClient,
  { pullRequest, matches }: Search,
  call: HostCall,
): Promise<Comment | 'too-many' | undefined> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const comments = await listComments(client, { pullRequest, page }, call);
    const found = comments.find(matches);
    if (found !== undefined || comments.length < PAGE) return found;
  }
  return 'too-many';
}

async function listComments(
  client: GitHubClient,
  { pullRequest, page }: { readonly pullRequest: number; readonly page: number },
  call: HostCall,
) {
  const { data } = await client.send(
    {
      what: `list the comments of pull request ${pullRequest}`,
      send: (api, { at, http }) =>
        api.issues.listComments({ ...at, issue_number: pullRequest, per_page: PAGE, page, ...http }),
    },
    call,
  );
  return data;
}

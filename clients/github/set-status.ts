import { defined } from '../../domain/shared/defined.ts';
import {
  type CommitStatus,
  compareStatus,
  type HostCall,
  type LatestStatus,
  STATUS_CONTEXT,
  type StatusOutcome,
} from '../commit-host.ts';
import type { GitHubClient } from './client.ts';

/** Reads our newest status of a commit, and writes one that says something else. @throws Failure */
export async function setStatus(
  client: GitHubClient,
  status: CommitStatus,
  call: HostCall,
): Promise<StatusOutcome> {
  const { latest, now } = await readStatus(client, status.commit, call);
  const outcome = compareStatus(status, latest, now - call.ageMs);
  if (outcome === 'written') await createStatus(client, status, call);
  return outcome;
}

async function readStatus(
  client: GitHubClient,
  commit: string,
  call: HostCall,
): Promise<{ readonly latest: LatestStatus | undefined; readonly now: number }> {
  const { data, now } = await client.send(
    {
      what: `read the status of commit ${commit.slice(0, 10)}`,
      // The newest one of each context.
      send: (api, { at, http }) =>
        api.repos.getCombinedStatusForRef({ ...at, ref: commit, per_page: 100, ...http }),
    },
    call,
  );
  const found = data.statuses.find(({ context }) => context === STATUS_CONTEXT);
  const latest = found && {
    state: found.state,
    description: found.description ?? '',
    createdAt: Date.parse(found.created_at),
    ...defined({ targetUrl: found.target_url ?? undefined }),
  };
  return { latest, now };
}

async function createStatus(client: GitHubClient, status: CommitStatus, call: HostCall): Promise<void> {
  const { commit, state, description, targetUrl } = status;
  await client.send(
    {
      what: `set the status of commit ${commit.slice(0, 10)}`,
      writes: true,
      send: (api, { at, http }) =>
        api.repos.createCommitStatus({
          ...at,
          sha: commit,
          context: STATUS_CONTEXT,
          state,
          description,
          ...defined({ target_url: targetUrl }),
          ...http,
        }),
    },
    call,
  );
}

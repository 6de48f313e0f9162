import { WorkflowNotFoundError } from '@temporalio/client';
import { readDeployment } from '../../../config/deployment.ts';
import { readOwnVersion } from '../../../config/own-manifest.ts';
import { type EpisodeStatus, episodeStatus } from '../../../contract/episode.ts';
import { QUOTA_ID, SYNC_ID, WORKFLOWS } from '../../../contract/ids.ts';
import { type QuotaStatus, quotaStatus } from '../../../contract/quota.ts';
import { rewriteStatus } from '../../../contract/rewrite.ts';
import type { SyncStatus } from '../../../contract/sync.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { addDifferences } from '../../lib/add-differences.ts';
import type { Connected } from '../../lib/connect.ts';
import { type DriftReport, findDriftReport } from '../../lib/drift-report.ts';
import type { OpenRewrite } from '../../lib/open-rewrite.ts';
import { readSyncStatus } from '../../lib/worker.ts';
import { describeVersions } from '../../lib/worker-builds.ts';

/** What is running, as its workflows answer; lists have at most `MAX_EPISODES`, their counts include all. */
export type Report = {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl?: string;
  /** What was terminated, and what should always run: `sync`, `quota`. */
  readonly ended?: readonly EndedWorkflow[];
  readonly sync: SyncStatus;
  readonly quota?: QuotaStatus;
  readonly rewrite?: OpenRewrite;
  readonly drift?: DriftReport;
  readonly upcoming: EpisodeList;
  /** What is wrong with the versions of workers and of this command. */
  readonly versions?: readonly string[];
};
/** `how`: as Temporal names it, e.g. `terminated`; absent: it was never started, or deleted. */
export type EndedWorkflow = { readonly id: string; readonly how?: string };
export type EpisodeList = { readonly count: number; readonly episodes: readonly EpisodeStatus[] };

/** More are too long for a terminal; the Temporal UI lists all. */
const MAX_EPISODES = 20;

/** Search attributes: contract/search-attributes.ts. */
const OPEN = `WorkflowType = '${WORKFLOWS.episode}' AND ExecutionStatus = 'Running'`;
const UPCOMING = `${OPEN} AND Phase IN ('new', 'upcoming', 'overdue', 'testing', 'live')`;

/** @throws CommandError when Showrunner never ran there, or no worker answers */
export async function readReport(connected: Connected): Promise<Report> {
  const { client, quickly, address, uiUrl } = connected;
  const sync = await readSyncStatus(connected);
  const [needs, ended, quota, rewrite, drift, upcoming, versions] = await Promise.all([
    addDifferences(connected, sync.needs ?? []),
    listEnded(connected),
    quickly(() => client.workflow.getHandle(QUOTA_ID).query(quotaStatus)).catch(() => undefined),
    findRewrite(connected, sync.rewrite),
    findDriftReport(connected),
    listEpisodes(connected, UPCOMING),
    listVersionFaults(connected),
  ]);
  return {
    address,
    namespace: client.options.namespace,
    sync: needs.length === 0 ? sync : { ...sync, needs },
    upcoming,
    ...(ended.length === 0 ? {} : { ended }),
    ...(versions.length === 0 ? {} : { versions }),
    ...defined({ uiUrl, quota, rewrite, drift }),
  };
}

/** A server that does not say who polls is no fault of the versions. */
async function listVersionFaults({ client, quickly, taskQueue }: Connected): Promise<readonly string[]> {
  const version = await readOwnVersion();
  return quickly(() => readDeployment({ client, taskQueue })).then(
    (deployment) => describeVersions(deployment, version, Date.now()),
    () => [],
  );
}

/** `sync` and `quota`, unless they are running. A worker answers a query for a terminated one, too, as if nothing had happened. */
export async function listEnded({ client, quickly }: Connected): Promise<EndedWorkflow[]> {
  const describe = async (id: string): Promise<EndedWorkflow[]> => {
    try {
      const { status } = await quickly(() => client.workflow.getHandle(id).describe());
      return status.name === 'RUNNING' ? [] : [{ id, how: status.name.toLowerCase().replaceAll('_', ' ') }];
    } catch (error) {
      return error instanceof WorkflowNotFoundError ? [{ id }] : [];
    }
  };
  return (await Promise.all([SYNC_ID, QUOTA_ID].map(describe))).flat();
}

/** undefined: there is none, or it does not answer. */
async function findRewrite({ client, quickly }: Connected, workflowId: string | undefined) {
  if (workflowId === undefined) return undefined;
  return quickly(async () => ({
    workflowId,
    ...(await client.workflow.getHandle(workflowId).query(rewriteStatus)),
  })).catch(() => undefined);
}

async function listEpisodes({ client, quickly }: Connected, query: string): Promise<EpisodeList> {
  const { count } = await quickly(() => client.workflow.count(query));
  const ids: string[] = [];
  await quickly(async () => {
    for await (const { workflowId } of client.workflow.list({ query, pageSize: MAX_EPISODES })) {
      ids.push(workflowId);
      if (ids.length === MAX_EPISODES) break;
    }
  });
  const answers = ids.map((id) =>
    quickly(() => client.workflow.getHandle(id).query(episodeStatus)).catch(() => []),
  );
  const episodes = (await Promise.all(answers)).flat();
  return { count, episodes: episodes.toSorted((a, b) => (a.episodeId < b.episodeId ? -1 : 1)) };
}

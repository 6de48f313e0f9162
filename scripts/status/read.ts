import { isGrpcDeadlineError, WorkflowNotFoundError } from '@temporalio/client';
import { type EpisodeStatus, episodeStatus } from '../../contract/episode.ts';
import { QUOTA_ID, SYNC_ID, WORKFLOWS } from '../../contract/ids.ts';
import { type QuotaStatus, quotaStatus } from '../../contract/quota.ts';
import { type RewriteStatus, rewriteStatus } from '../../contract/rewrite.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import type { Connected } from '../connect.ts';
import { CommandError } from '../outcome.ts';
import { type DriftReport, readDrift } from './drift.ts';

/** What runs, as its workflows tell it; lists hold at most `MOST`, their counts everything. */
export type Report = {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl?: string;
  readonly sync: SyncStatus;
  readonly quota?: QuotaStatus;
  readonly rewrite?: RewriteStatus & { readonly workflowId: string };
  readonly drift?: DriftReport;
  readonly attention: Listed;
  readonly upcoming: Listed;
};
export type Listed = { readonly count: number; readonly episodes: readonly EpisodeStatus[] };

/** More than this nobody reads in a terminal; the Temporal UI lists all. */
const MOST = 20;

/** Search attributes: contract/search-attributes.ts. */
const OPEN = `WorkflowType = '${WORKFLOWS.episode}' AND ExecutionStatus = 'Running'`;
export const QUERIES = {
  attention: `${OPEN} AND NeedsAttention = true`,
  upcoming: `${OPEN} AND Phase IN ('new', 'upcoming', 'overdue', 'testing', 'live')`,
};

/** @throws CommandError where Showrunner never ran, or no worker answers */
export async function readReport(connected: Connected): Promise<Report> {
  const { client, quickly, address, uiUrl } = connected;
  const sync = await quickly(() => client.workflow.getHandle(SYNC_ID).query(syncStatus)).catch((error) => {
    throw explain(error, address);
  });
  const [quota, rewrite, drift, attention, upcoming] = await Promise.all([
    quickly(() => client.workflow.getHandle(QUOTA_ID).query(quotaStatus)).catch(() => undefined),
    readRewrite(connected, sync.rewrite),
    readDrift(connected),
    listEpisodes(connected, QUERIES.attention),
    listEpisodes(connected, QUERIES.upcoming),
  ]);
  return {
    address,
    namespace: client.options.namespace,
    sync,
    attention,
    upcoming,
    ...(uiUrl === undefined ? {} : { uiUrl }),
    ...(quota === undefined ? {} : { quota }),
    ...(rewrite === undefined ? {} : { rewrite }),
    ...(drift === undefined ? {} : { drift }),
  };
}

function explain(error: unknown, address: string): CommandError {
  if (error instanceof WorkflowNotFoundError)
    return new CommandError(
      `the Temporal server at ${address} knows no Showrunner yet: start one with \`npm start\``,
    );
  if (isGrpcDeadlineError(error) || /deadline|no poller/i.test(String(error)))
    return new CommandError(
      `the Temporal server at ${address} runs, but no worker answers: start one with \`npm start\``,
    );
  return new CommandError(error instanceof Error ? error.message : String(error));
}

async function readRewrite({ client, quickly }: Connected, workflowId: string | undefined) {
  if (workflowId === undefined) return undefined;
  return quickly(async () => ({
    workflowId,
    ...(await client.workflow.getHandle(workflowId).query(rewriteStatus)),
  })).catch(() => undefined);
}

async function listEpisodes({ client, quickly }: Connected, query: string): Promise<Listed> {
  const { count } = await quickly(() => client.workflow.count(query));
  const ids: string[] = [];
  await quickly(async () => {
    for await (const { workflowId } of client.workflow.list({ query, pageSize: MOST })) {
      ids.push(workflowId);
      if (ids.length === MOST) break;
    }
  });
  const asked = ids.map((id) =>
    quickly(() => client.workflow.getHandle(id).query(episodeStatus)).catch(() => []),
  );
  const episodes = (await Promise.all(asked)).flat();
  return { count, episodes: episodes.toSorted((a, b) => (a.episodeId < b.episodeId ? -1 : 1)) };
}

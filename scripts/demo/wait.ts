import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type EpisodeStatus, episodeStatus } from '../../contract/episode.ts';
import { episodeWorkflowId, SYNC_ID } from '../../contract/ids.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Showrunner } from '../../worker/showrunner.ts';

const PATIENCE_MS = 60_000;
const AGAIN_MS = 50;

/**
 * Waits until a commit is through: `sync` has every answer, and the episodes that answered "later, I wait for units" have
 * worked as well. Throws after a minute.
 */
export async function waitUntilThrough(
  { temporal }: Showrunner,
  { base, head }: { base: Catalog | undefined; head: Catalog },
): Promise<SyncStatus> {
  const { client } = temporal;
  const deadline = Date.now() + PATIENCE_MS;
  const status = await poll(deadline, async () => {
    const answer = await client.workflow.getHandle(SYNC_ID).query(syncStatus);
    return answer.syncedCommit === head.commit ? answer : `sync: ${answer.lastEvent}`;
  });
  for (const id of listWoken(base, head)) {
    const handle = client.workflow.getHandle(episodeWorkflowId(id));
    await poll(deadline, async () => {
      const answer = await handle.query(episodeStatus).catch(ignoreUnknown);
      return isThrough(answer, head.commit) ? true : `${id}: ${answer.lastEvent}; ${answer.next}`;
    });
  }
  return status;
}

/** Those that a commit may leave work to after their answer. */
const listWoken = (base: Catalog | undefined, head: Catalog): string[] =>
  compareCatalogs({ base, head, now: Date.now() })
    .changes.filter(({ finished, cause }) => !finished || (base !== undefined && cause === 'own'))
    .filter(({ desired }) => desired.kind !== 'none' && desired.status !== 'draft')
    .map(({ episodeId }) => episodeId);

/** One that a person has to help is through as well: the checks tell what is missing. */
const isThrough = (answer: EpisodeStatus | undefined, commit: string): answer is undefined =>
  answer === undefined || answer.commit === commit || answer.attention !== undefined;

function ignoreUnknown(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

/** Tries until it answers something else than the words it waits with. */
async function poll<T>(deadline: number, attempt: () => Promise<T | string>): Promise<T> {
  for (;;) {
    const answer = await attempt();
    if (typeof answer !== 'string') return answer;
    if (Date.now() > deadline) throw new Error(`not through within a minute: ${answer}`);
    await sleep(AGAIN_MS);
  }
}

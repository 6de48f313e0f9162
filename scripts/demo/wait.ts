import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type EpisodeStatus, episodeStatus } from '../../contract/episode.ts';
import { episodeWorkflowId, SYNC_ID } from '../../contract/ids.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Showrunner } from '../../worker/showrunner.ts';

const TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/**
 * Waits until a commit is applied: `sync` has every result, and episodes that were deferred until there is quota are done as well.
 * Throws after a minute.
 */
export async function waitUntilApplied(
  { temporal }: Showrunner,
  { base, head }: { base: Catalog | undefined; head: Catalog },
): Promise<SyncStatus> {
  const { client } = temporal;
  const deadline = Date.now() + TIMEOUT_MS;
  const status = await poll(deadline, async () => {
    const answer = await client.workflow.getHandle(SYNC_ID).query(syncStatus);
    return answer.syncedCommit === head.commit ? answer : `sync: ${answer.lastEvent}`;
  });
  for (const id of listAffected(base, head)) {
    const handle = client.workflow.getHandle(episodeWorkflowId(id));
    await poll(deadline, async () => {
      const answer = await handle.query(episodeStatus).catch(ignoreUnknown);
      return isDone(answer, head.commit) ? true : `${id}: ${answer.lastEvent}; ${answer.next}`;
    });
  }
  return status;
}

/** Episodes that may still have work to do for a commit after their result. */
const listAffected = (base: Catalog | undefined, head: Catalog): string[] =>
  compareCatalogs({ base, head, now: Date.now() })
    .changes.filter(({ finished, cause }) => !finished || (base !== undefined && cause === 'direct'))
    .filter(({ desired }) => desired.kind !== 'none' && desired.status !== 'draft')
    .map(({ episodeId }) => episodeId);

/** An episode that needs a person is done as well: the checks of the scene report what is missing. */
const isDone = (answer: EpisodeStatus | undefined, commit: string): answer is undefined =>
  answer === undefined || answer.commit === commit || answer.attention !== undefined;

function ignoreUnknown(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

/** Polls until the result is not a text, which describes what it is still waiting for. */
async function poll<T>(deadline: number, attempt: () => Promise<T | string>): Promise<T> {
  for (;;) {
    const answer = await attempt();
    if (typeof answer !== 'string') return answer;
    if (Date.now() > deadline) throw new Error(`not applied within a minute: ${answer}`);
    await sleep(POLL_MS);
  }
}

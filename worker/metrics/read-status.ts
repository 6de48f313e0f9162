import type { Client } from '@temporalio/client';
import type { Repository } from '../../clients/git/index.ts';
import { NOTIFICATIONS_ID, QUOTA_ID, SYNC_ID } from '../../contract/ids.ts';
import { notificationsStatus } from '../../contract/notifications.ts';
import { quotaStatus } from '../../contract/quota.ts';
import { rewriteStatus } from '../../contract/rewrite.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { KnownStatus } from './record-status.ts';

export type StatusSources = {
  readonly client: Pick<Client, 'workflow' | 'withDeadline'>;
  readonly repository: Pick<Repository, 'readTime'>;
  /** Called with the name of a workflow that did not answer. */
  readonly failed: (workflow: string) => void;
};

/** A worker that replays a long history first may need some seconds. */
const ANSWER_MS = 5_000;

/**
 * Asks `sync`, `quota`, `notifications` and the open rewrite what they know: three or four queries, which add nothing to a history. What
 * does not answer is as it was `before`, and `readAt` too.
 */
export async function readStatus(
  sources: StatusSources,
  before: KnownStatus,
  now: number,
): Promise<KnownStatus> {
  const ask = async <Status>(name: string, query: () => Promise<Status>): Promise<Status | undefined> => {
    try {
      return await sources.client.withDeadline(Date.now() + ANSWER_MS, query);
    } catch {
      sources.failed(name);
      return undefined;
    }
  };
  const { workflow } = sources.client;
  const [sync, quota, notifications] = await Promise.all([
    ask('sync', () => workflow.getHandle(SYNC_ID).query(syncStatus)),
    ask('quota', () => workflow.getHandle(QUOTA_ID).query(quotaStatus)),
    ask('notifications', () => workflow.getHandle(NOTIFICATIONS_ID).query(notificationsStatus)),
  ]);
  const id = sync?.rewrite;
  const rewrite = id && (await ask('rewrite', () => workflow.getHandle(id).query(rewriteStatus)));
  const isComplete = sync !== undefined && quota !== undefined && notifications !== undefined;
  return {
    ...defined({
      readAt: isComplete ? now : before.readAt,
      quota: quota ?? before.quota,
      notifications: notifications ?? before.notifications,
    }),
    ...(sync === undefined ? keepSync(before) : { sync, ...(await readTimes(sources, sync)) }),
    ...(rewrite === undefined || rewrite === '' ? {} : { rewrite }),
  };
}

const keepSync = ({ sync, rewrite, headAt, syncedAt }: KnownStatus) =>
  defined({ sync, rewrite, headAt, syncedAt });

async function readTimes({ repository }: StatusSources, { head, headInfo, syncedCommit }: SyncStatus) {
  const headAt = headInfo?.at === undefined ? undefined : Date.parse(headInfo.at);
  if (syncedCommit === undefined) return defined({ headAt });
  if (syncedCommit === head && headAt !== undefined) return { headAt, syncedAt: headAt };
  // This worker may not have fetched it yet.
  const at = await repository.readTime(syncedCommit).catch(() => undefined);
  return defined({ headAt, syncedAt: at === undefined ? undefined : Date.parse(at) });
}

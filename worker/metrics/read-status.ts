import type { Client } from '@temporalio/client';
import type { Repository } from '../../clients/git/index.ts';
import { NOTIFICATIONS_ID, QUOTA_ID, SYNC_ID } from '../../contract/ids.ts';
import { notificationsStatus } from '../../contract/notifications.ts';
import { quotaStatus } from '../../contract/quota.ts';
import { rewriteStatus } from '../../contract/rewrite.ts';
import type { StatisticsResult } from '../../contract/statistics.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { KnownStatus } from './record-status.ts';

export type StatusSources = {
  readonly client: Pick<Client, 'workflow' | 'withDeadline'>;
  readonly repository: Pick<Repository, 'readTime'>;
  /** The numbers of videos that were last kept. Absent: none are kept. */
  readonly readNumbers?: (() => Promise<StatisticsResult | undefined>) | undefined;
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
    ...(await seekNumbers(sources, before, now)),
  };
}

/** They change once a day. */
const NUMBERS_MS = 10 * 60_000;

async function seekNumbers(
  { readNumbers, failed }: StatusSources,
  { numbers, numbersSoughtAt = Number.NEGATIVE_INFINITY }: KnownStatus,
  now: number,
): Promise<Pick<KnownStatus, 'numbers' | 'numbersSoughtAt'>> {
  if (readNumbers === undefined) return {};
  if (now - numbersSoughtAt < NUMBERS_MS) return { ...defined({ numbers }), numbersSoughtAt };
  const found = await readNumbers().catch(() => {
    failed('statistics');
    return undefined;
  });
  return { ...defined({ numbers: found ?? numbers }), numbersSoughtAt: now };
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

import { NEED_REASONS } from '../../contract/attention.ts';
import type { NotificationsStatus } from '../../contract/notifications.ts';
import type { Lane, QuotaStatus } from '../../contract/quota.ts';
import type { RewriteStatus } from '../../contract/rewrite.ts';
import type { StatisticsResult } from '../../contract/statistics.ts';
import type { SyncStatus } from '../../contract/sync.ts';
import type { WorkerMetrics } from './registry.ts';

/** What the workflows last said; absent: nothing yet. Times in ms since 1970. */
export type KnownStatus = {
  /** Of the oldest answer below. */
  readonly readAt?: number;
  readonly quota?: QuotaStatus;
  readonly sync?: SyncStatus;
  readonly notifications?: NotificationsStatus;
  /** Absent: there is none. */
  readonly rewrite?: RewriteStatus;
  /** When the head and the synced commit were made. */
  readonly headAt?: number;
  readonly syncedAt?: number;
  /** The numbers of videos that were last kept, and when they were looked for. */
  readonly numbers?: StatisticsResult;
  readonly numbersSoughtAt?: number;
};

/** Turns what the workflows said into gauges; what is not known has none. */
export function recordStatus(metrics: WorkerMetrics, known: KnownStatus): void {
  const { readAt, quota, sync, notifications, numbers } = known;
  if (readAt !== undefined) metrics.set('showrunner_status_read_timestamp_seconds', readAt / 1000);
  // Before it has read its first budget, a ledger has no day and no units.
  if (quota !== undefined && quota.day !== '') recordQuota(metrics, quota);
  if (sync !== undefined) recordSync(metrics, sync, known);
  if (notifications !== undefined) recordNotifications(metrics, notifications);
  if (numbers !== undefined) recordNumbers(metrics, numbers);
}

const LANES: readonly Lane[] = ['live', 'rewrite'];

function recordQuota(metrics: WorkerMetrics, quota: QuotaStatus): void {
  const { perDay, spent, granted, waiters, closed, stop, resetsAt, credentialsExpireAt } = quota;
  metrics.forget(
    'showrunner_quota_units_spent',
    'showrunner_quota_resets_timestamp_seconds',
    'showrunner_credentials_expire_timestamp_seconds',
  );
  metrics.set('showrunner_quota_units_per_day', perDay);
  metrics.set('showrunner_quota_units_granted', granted);
  metrics.set('showrunner_quota_closed', Number(closed));
  metrics.set('showrunner_quota_stopped', Number(stop !== undefined));
  for (const [lane, units] of Object.entries(spent))
    metrics.set('showrunner_quota_units_spent', units, { lane });
  for (const lane of LANES) {
    metrics.set('showrunner_quota_units_left', countLeft(quota, lane), { lane });
    metrics.set('showrunner_quota_waiting', waiters.filter((waiter) => waiter.lane === lane).length, {
      lane,
    });
  }
  setTime(metrics, 'showrunner_quota_resets_timestamp_seconds', Date.parse(resetsAt));
  setTime(metrics, 'showrunner_credentials_expire_timestamp_seconds', credentialsExpireAt);
}

/** As the quota manager counts them. */
function countLeft({ perDay, reserve, spent, granted, closed, stop }: QuotaStatus, lane: Lane): number {
  if (closed || stop !== undefined) return 0;
  const used = Object.values(spent).reduce((sum, units) => sum + units, granted);
  return Math.max(0, perDay - used - (lane === 'live' ? 0 : reserve));
}

function recordSync(
  metrics: WorkerMetrics,
  sync: SyncStatus,
  { rewrite, headAt, syncedAt }: KnownStatus,
): void {
  const { head, syncedCommit, refusedCount, paused, rewritePausedBy, needs = [] } = sync;
  metrics.forget('showrunner_head_commit_timestamp_seconds', 'showrunner_synced_commit_timestamp_seconds');
  for (const reason of NEED_REASONS) {
    const groups = needs.filter((group) => group.reason === reason);
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    metrics.set('showrunner_needs_person', count, { reason });
  }
  if (head !== undefined) metrics.set('showrunner_commit_synced', Number(head === syncedCommit));
  setTime(metrics, 'showrunner_head_commit_timestamp_seconds', headAt);
  setTime(metrics, 'showrunner_synced_commit_timestamp_seconds', syncedAt);
  metrics.set('showrunner_problems', refusedCount);
  metrics.set('showrunner_paused', Number(paused), { what: 'sync' });
  metrics.set('showrunner_paused', Number(rewritePausedBy !== undefined), { what: 'rewrites' });
  metrics.set('showrunner_rewrite_open', Number(sync.rewrite !== undefined));
  recordRewrite(metrics, rewrite);
}

function recordRewrite(metrics: WorkerMetrics, rewrite: RewriteStatus | undefined): void {
  metrics.forget(
    'showrunner_rewrite_episodes',
    'showrunner_rewrite_episodes_done',
    'showrunner_rewrite_answers',
    'showrunner_rewrite_units_spent',
    'showrunner_rewrite_waits',
  );
  if (rewrite === undefined) return;
  const { total, done, units, counts, pending, waitingUntil, stopped } = rewrite;
  metrics.set('showrunner_rewrite_episodes', total);
  metrics.set('showrunner_rewrite_episodes_done', done);
  metrics.set('showrunner_rewrite_units_spent', units);
  for (const [verdict, count] of Object.entries(counts))
    metrics.set('showrunner_rewrite_answers', count, { verdict });
  const waits = {
    approval: pending !== undefined,
    units: waitingUntil !== undefined,
    account: stopped === true,
  };
  for (const [what, is] of Object.entries(waits))
    metrics.set('showrunner_rewrite_waits', Number(is), { what });
}

function recordNotifications(metrics: WorkerMetrics, { open, receivers }: NotificationsStatus): void {
  metrics.forget('showrunner_notifications_waiting', 'showrunner_notifications_failing');
  metrics.set('showrunner_notifications_open', open);
  for (const { name: receiver, waiting, failing } of receivers) {
    metrics.set('showrunner_notifications_waiting', waiting, { receiver });
    metrics.set('showrunner_notifications_failing', Number(failing !== undefined), { receiver });
  }
}

/** By show, never by video: there may be thousands. */
function recordNumbers(metrics: WorkerMetrics, { shows = [], at = '' }: StatisticsResult): void {
  metrics.forget('showrunner_videos', 'showrunner_video_views', 'showrunner_video_likes');
  for (const { show = '', videos, views, likes } of shows) {
    metrics.set('showrunner_videos', videos, { show });
    metrics.set('showrunner_video_views', views, { show });
    metrics.set('showrunner_video_likes', likes, { show });
  }
  setTime(metrics, 'showrunner_video_numbers_timestamp_seconds', Date.parse(at));
}

type TimeName = Extract<Parameters<WorkerMetrics['set']>[0], `${string}_timestamp_seconds`>;

/** `ms`: since 1970; nothing that is no time. */
function setTime(metrics: WorkerMetrics, name: TimeName, ms: number | undefined): void {
  if (ms !== undefined && !Number.isNaN(ms)) metrics.set(name, ms / 1000);
}

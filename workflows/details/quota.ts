import type { QuotaStatus } from '../../contract/quota.ts';
import { renderTable } from './table.ts';
import { toSeconds } from './time.ts';

const MOST_WAITERS = 20;
const MINUTE = 60_000;

/** Markdown for the Temporal UI. It is written when something changes, so what passes by itself names its time. */
export function renderQuotaDetails(status: QuotaStatus, now: number): string {
  const { day, perDay, reserve, resetsAt, granted, waiters } = status;
  const spent = Object.values(status.spent).reduce((sum, units) => sum + units, 0);
  const minutes = Math.max(0, Math.round((Date.parse(resetsAt) - now) / MINUTE));
  const asOf = toSeconds(new Date(now).toISOString());
  return [
    `**${spent + granted} of ${perDay}** units used or granted on ${day} (Pacific time). The last ${reserve} are kept for live work.`,
    status.closed ? '**Closed until the reset:** YouTube itself says that the quota is gone.' : undefined,
    `Resets at ${toSeconds(resetsAt)}; at ${asOf} that was in ${minutes} minutes.`,
    renderTable(['lane', 'units'], [...Object.entries(status.spent), ['granted, not settled', granted]]),
    (status.spent['lost'] ?? 0) > 0
      ? '`lost`: kept back today, because nobody knows what was spent before this ledger began.'
      : undefined,
    waiters.length === 0 ? 'Nobody waits.' : renderWaiters(waiters),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function renderWaiters(waiters: QuotaStatus['waiters']): string {
  const more = waiters.length - MOST_WAITERS;
  const rows = waiters
    .slice(0, MOST_WAITERS)
    .map(({ workflowId, lane, atLeast }) => `- \`${workflowId}\` waits for ${atLeast} units (${lane})`);
  return [...rows, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

import type { QuotaStatus } from '../quota.ts';
import type { ReportBlock } from './block.ts';
import { count, describeTime, group } from './words.ts';

const MAX_WAITERS = 20;

/** Today's quota: what is used, who waits, and when it resets. */
export function describeQuota(status: QuotaStatus, now: number): ReportBlock[] {
  const { day, perDay, reserve, closed, resetsAt, spent, granted, waiters } = status;
  const used = Object.values(spent).reduce((sum, units) => sum + units, granted);
  return [
    ...(closed ? [CLOSED] : []),
    {
      kind: 'paragraph',
      strong: `${group(used)} of ${group(perDay)}`,
      text: `units used or granted on ${day} (Pacific time). The last ${group(reserve)} are reserved for live streams.`,
    },
    waiters.length === 0 ? NONE_WAITING : describeWaiters(waiters),
    ...(resetsAt === ''
      ? []
      : [
          {
            kind: 'paragraph',
            text: `Resets ${describeTime(resetsAt, now)} (midnight in Los Angeles).`,
          } as const,
        ]),
    {
      kind: 'counts',
      columns: ['lane', 'units'],
      rows: [...Object.entries(spent), ['granted (not reported yet)', granted]],
    },
    ...((spent['lost'] ?? 0) > 0 ? [LOST] : []),
  ];
}

const CLOSED: ReportBlock = {
  kind: 'paragraph',
  strong: 'Closed until the reset:',
  text: 'YouTube reports that the quota is exceeded.',
};

const NONE_WAITING: ReportBlock = { kind: 'paragraph', text: 'No workflow is waiting for quota.' };

const LOST: ReportBlock = {
  kind: 'paragraph',
  text: '`lost`: not used today, because what was spent before this ledger began is unknown.',
};

const describeWaiters = (waiters: QuotaStatus['waiters']): ReportBlock => ({
  kind: 'list',
  text: `${count(waiters.length, 'workflow')} waiting for quota:`,
  items: waiters
    .slice(0, MAX_WAITERS)
    .map(({ workflowId, lane, atLeast }) => `\`${workflowId}\`: ${count(atLeast, 'unit')} (${lane})`),
  total: waiters.length,
});

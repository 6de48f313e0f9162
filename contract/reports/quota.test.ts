import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import type { QuotaStatus } from '../quota.ts';
import { describeQuota as describeQuotaText } from './quota.ts';

const describeQuota = plainly(describeQuotaText);

const NOW = Date.parse('2026-11-29T16:48:00Z');
const STATUS: QuotaStatus = {
  day: '2026-11-29',
  perDay: 10_000,
  reserve: 2000,
  closed: false,
  resetsAt: '2026-11-30T08:00:00.000Z',
  spent: { live: 100, rewrite: 51 },
  granted: 49,
  waiters: [],
};

it('says what is used, that nothing waits, and when it resets', () => {
  expect(describeQuota(STATUS, NOW)).toEqual([
    {
      kind: 'paragraph',
      strong: '200 of 10,000',
      text: 'units used or granted on 2026-11-29 (Pacific time). The last 2,000 are reserved for live streams.',
    },
    { kind: 'paragraph', text: 'No workflow is waiting for quota.' },
    { kind: 'paragraph', text: 'Resets in 15 h, at 08:00 UTC (midnight in Los Angeles).' },
    {
      kind: 'counts',
      columns: ['lane', 'units'],
      rows: [
        ['live', 100],
        ['rewrite', 51],
        ['granted (not reported yet)', 49],
      ],
    },
  ]);
});

it('begins with an exceeded quota, and lists who waits', () => {
  const waiters = [{ workflowId: 'episode/a', lane: 'live' as const, atLeast: 51 }];
  const blocks = describeQuota({ ...STATUS, closed: true, waiters, spent: { lost: 5000 } }, NOW);
  expect(blocks[0]).toMatchObject({ strong: 'Closed until the reset:' });
  expect(blocks).toContainEqual({
    kind: 'list',
    text: '1 workflow waiting for quota:',
    items: ['`episode/a`: 51 units (live)'],
    total: 1,
  });
  expect(blocks.at(-1)).toMatchObject({ text: expect.stringContaining('`lost`') });
});

it('says nothing of a reset before the first day is known', () => {
  expect(JSON.stringify(describeQuota({ ...STATUS, day: '', resetsAt: '' }, NOW))).not.toContain('Resets');
});

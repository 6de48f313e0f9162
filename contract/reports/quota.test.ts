import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import type { QuotaStatus } from '../quota.ts';
import { describeHeld, describeQuota as describeQuotaText, quotaNeedsPerson } from './quota.ts';

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

it('begins with the end of the login, unless nothing is sent any more', () => {
  const ending = { ...STATUS, credentialsExpireAt: NOW + 86_400_000 };
  const [first] = describeQuota(ending, NOW);
  expect(first).toMatchObject({ strong: 'Soon:' });
  expect(JSON.stringify(first)).toContain('the login to YouTube ends in 24 h, at 2026-11-30 16:48 UTC');
  const stop = { reason: 'invalid_grant', message: 'refused', since: NOW, checkAt: NOW };
  expect(
    describeQuota({ ...ending, stop }, NOW).map((block) => 'strong' in block && block.strong),
  ).not.toContain('Soon:');
});

it('says nothing of a reset before the first day is known', () => {
  expect(JSON.stringify(describeQuota({ ...STATUS, day: '', resetsAt: '' }, NOW))).not.toContain('Resets');
});

it('names what thumbnails wait for once, however many they are', () => {
  const thumbnails = { count: 300, first: ['a/one', 'a/two', 'a/three'], since: NOW, checkAt: NOW + 60_000 };
  const [first] = describeQuota({ ...STATUS, thumbnails }, NOW);
  expect(first).toMatchObject({ strong: 'Thumbnails wait:' });
  const said = JSON.stringify(first);
  expect(said).toContain('The thumbnails of 300 episodes wait for it, and everything else goes on');
  expect(said).toContain('`a/one`, `a/two`, `a/three` and 297 more');
  expect(describeHeld({ ...thumbnails, count: 1, first: ['a`; rm'] })).toMatch(
    /The thumbnail of 1 episode waits .*`npx showrunner retry '?a'; rm/,
  );
  expect([quotaNeedsPerson({ ...STATUS, thumbnails }), quotaNeedsPerson(STATUS)]).toEqual([true, false]);
});

import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import type { PendingApprovalSummary, RewriteStatus } from '../rewrite.ts';
import { describeApproval as describeApprovalText, describeSince as describeSinceText } from './approval.ts';

const describeApproval = plainly(describeApprovalText);
const describeSince = plainly(describeSinceText);

const PENDING: PendingApprovalSummary = {
  checksum: 'abc123',
  episodes: 3,
  units: 1530,
  days: 1,
  exceeded: [{ name: 'episodes', found: 3, limit: 2 }],
  first: ['a', 'b'],
  sampleDiffs: [{ field: 'description', episodes: 3, removed: ['old'], added: ['new'] }],
};
const STATUS = { commit: 'c'.repeat(40), base: 'b'.repeat(40) } as RewriteStatus;

it('says how much waits, shows a sample, and has each answer ready to paste', () => {
  const blocks = describeApproval({ ...STATUS, pending: PENDING });
  expect(blocks).toMatchObject([
    {
      strong: 'Waiting for approval:',
      text: expect.stringContaining('3 episodes, about 1,530 units, 1 day at the quota budget'),
    },
    { kind: 'diff', title: 'description in 3 episodes', removed: ['old'], added: ['new'] },
    { text: 'Episodes: a, b and 1 more.' },
    {
      choices: [
        { command: 'npx showrunner plan bbbbbbbbbb..cccccccccc' },
        {
          command: 'npx showrunner approve abc123 --by "your name"',
          update: {
            name: 'approve',
            workflowId: 'rewrite/cccccccccc',
            argument: '{"checksum":"abc123","by":"your name"}',
          },
        },
        { command: 'npx showrunner reject --by "your name"', update: { argument: '{"by":"your name"}' } },
        { label: expect.stringContaining('revert the commit') },
      ],
    },
  ]);
  expect(JSON.stringify(blocks)).toContain('(episodes 3, at most 2)');
});

it('without a base has no plan to print; without units says so', () => {
  const { days: _days, ...pending } = PENDING;
  const { base: _base, ...status } = STATUS;
  const text = JSON.stringify(describeApproval({ ...status, pending }));
  expect(text).toContain('the commit before is unknown');
  expect(text).toContain('the quota budget has no units for rewrites');
  expect(text).not.toContain('showrunner plan');
});

it('says who rejected what, and how to approve it after all', () => {
  expect(describeApproval({ ...STATUS, rejected: { ...PENDING, by: 'ann' } })).toMatchObject([
    {
      strong: 'Rejected by ann:',
      text: expect.stringContaining('3 episodes stay unchanged (a, b and 1 more)'),
    },
    { choices: [{ command: 'npx showrunner approve abc123 --by "your name"' }] },
  ]);
});

it('compares with the plan before', () => {
  const since = { commit: 'd'.repeat(40), checksum: 'old', added: 3, removed: 1, first: ['a', 'b'] };
  expect(describeSince(since)).toBe('since then 3 added or changed (a, b and 1 more), 1 removed or changed');
  expect(describeSince({ ...since, added: 0, first: [] })).toContain('since then 0 added or changed, 1');
  expect(JSON.stringify(describeApproval({ ...STATUS, pending: { ...PENDING, since } }))).toContain(
    'Compared with the plan `old` of `dddddddddd`: since then 3',
  );
});

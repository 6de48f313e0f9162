import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import type { PendingApprovalSummary, RewriteStatus } from '../rewrite.ts';
import { describeRewrite as describeRewriteText, describeSpeed, rewriteNeedsPerson } from './rewrite.ts';

const describeRewrite = plainly(describeRewriteText);

const NOW = Date.parse('2026-11-29T16:48:00Z');
const RESET = '2026-11-30T08:00:00.000Z';
const STATUS: RewriteStatus = {
  commit: 'c'.repeat(40),
  subject: 'Correct a guest',
  total: 1200,
  done: 7,
  counts: {
    written: 6,
    unchanged: 0,
    'not-ours': 0,
    edited: 0,
    deferred: 0,
    stalled: 0,
    failed: 1,
    missed: 0,
  },
  units: 357,
  paused: false,
  notes: ['failed: a/one: gone'],
  progress: { perSecond: 0.5, endsAt: RESET },
};

const textsOf = (blocks: ReturnType<typeof describeRewrite>): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [[block.strong, block.text].join(' ').trim()] : [],
  );

it('says what it does, how far it is, when it ends, and what became of its episodes', () => {
  expect(describeRewrite(STATUS, NOW)).toEqual([
    { kind: 'fact', name: 'commit', value: '`cccccccccc` `Correct a guest`' },
    { kind: 'paragraph', strong: '7 of 1,200', text: 'episodes done, 357 units, 30.0 episodes a minute.' },
    {
      kind: 'paragraph',
      text: 'Running. At this speed it ends in 15 h, at 08:00 UTC. A newer commit supersedes it.',
    },
    {
      kind: 'counts',
      columns: ['result', 'episodes'],
      rows: [
        ['written', 6],
        ['failed', 1],
      ],
    },
    {
      kind: 'list',
      text: 'Skipped, failed or with problems:',
      items: ['failed: a/one: gone'],
      total: 1,
    },
    { kind: 'updates', names: ['pause', 'resume'] },
  ]);
});

it.each<[string, Partial<RewriteStatus>]>([
  ['Superseded by a newer commit.', { superseded: true }],
  ['Every episode has answered.', { done: 1200 }],
  ['Paused by ann. No further episode is processed until it is resumed.', { paused: true, pausedBy: 'ann' }],
  ['Counting first how many episodes differ; nothing has been written yet.', { preflight: true }],
  ['Everything else is done.', { answered: true }],
  [
    'Waiting for quota: it continues in 15 h, at 08:00 UTC at the latest. With 8,000 units a day it ends on 2026-11-30.',
    { waitingUntil: RESET, daily: 8000 },
  ],
])('says "%s"', (sentence, more) => {
  expect(textsOf(describeRewrite({ ...STATUS, ...more }, NOW))).toContain(sentence);
});

it('says how to take it back, if it wrote what its commit changed', () => {
  const over = { ...STATUS, done: 1200 };
  expect(textsOf(describeRewrite({ ...over, ofCommit: true }, NOW))).toContain(
    'Every episode has answered. `git revert cccccccccc` takes it back: what a person edited since stays.',
  );
  const nothing = { ...over, ofCommit: true as const, counts: { ...STATUS.counts, written: 0 } };
  for (const other of [over, nothing])
    expect(textsOf(describeRewrite(other, NOW))).toContain('Every episode has answered.');
});

it('a take-over that a newer commit ended says what becomes of the rest', () => {
  const over = { ...STATUS, superseded: true as const };
  const AGAIN = 'goes on when that commit is done; ask again for the rest.';
  expect(textsOf(describeRewrite({ ...over, takeOver: true }, NOW)).join()).toContain(AGAIN);
  for (const other of [over, { ...over, takeOver: true as const, done: 1200 }])
    expect(textsOf(describeRewrite(other, NOW)).join()).not.toContain(AGAIN);
});

it('offers no updates once it is over', () => {
  for (const over of [{ superseded: true }, { done: 1200 }] as const)
    expect(describeRewrite({ ...STATUS, ...over }, NOW)).not.toContainEqual(
      expect.objectContaining({ kind: 'updates' }),
    );
});

const PENDING: PendingApprovalSummary = {
  ...{ checksum: 'a', episodes: 1, units: 51 },
  ...{ exceeded: [], first: ['a'], sampleDiffs: [] },
};

it('begins with what waits for approval, and then needs a person', () => {
  const status: RewriteStatus = { ...STATUS, pending: PENDING };
  expect(describeRewrite(status, NOW)[0]).toMatchObject({ strong: 'Waiting for approval:' });
  expect([rewriteNeedsPerson(status), rewriteNeedsPerson(STATUS)]).toEqual([true, false]);
});

it('gives the speed by the second, or by the minute when it is slow', () => {
  expect(describeSpeed({ perSecond: 12.34, endsAt: '' })).toBe('12.3 episodes a second');
  expect(describeSpeed({ perSecond: 0.05, endsAt: '' })).toBe('3.0 episodes a minute');
});

it('shows what it changes, before and after, and in which videos, also when it has ended', () => {
  const sample = {
    episodes: 7,
    diffs: [{ field: 'description', episodes: 6, removed: ['Ada'], added: ['Ada King'] }],
  };
  const changes = [{ field: 'description', removed: ['Ada'], added: ['Ada King'], more: 1 }] as const;
  const written = [
    { episodeId: 'a/one', videoId: 'abcdefghijk', did: 'wrote description', changes },
    { episodeId: 'a/two', did: 'wrote title' },
  ];
  const ended = { ...STATUS, done: 1200, sample, written };
  expect(describeRewrite(ended, NOW)).toEqual(
    expect.arrayContaining([
      {
        kind: 'diff',
        title: 'It changes description in 6 of the first 7 episodes',
        removed: ['Ada'],
        added: ['Ada King'],
      },
      expect.objectContaining({
        strong: 'Written:',
        text: expect.stringContaining('npx showrunner history a/one --diff'),
      }),
      {
        kind: 'diff',
        title: '`a/one` https://youtu.be/abcdefghijk: wrote description; and 1 more line',
        removed: ['Ada'],
        added: ['Ada King'],
      },
      { kind: 'list', text: 'The others:', items: ['`a/two`: wrote title'], total: 5 },
    ]),
  );
  const pending = describeRewrite({ ...ended, pending: PENDING }, NOW);
  expect(JSON.stringify(pending)).not.toContain('It changes description');
});

it('shows as many changes as the server takes in details', () => {
  const changes = [{ field: 'description', removed: ['a'.repeat(120)], added: ['b'.repeat(120)] }] as const;
  const written = Array.from({ length: 30 }, (_, index) => ({
    episodeId: `e${index}`,
    did: 'wrote',
    changes,
  }));
  const blocks = describeRewrite({ ...STATUS, done: 1200, written }, NOW);
  expect(blocks.filter(({ kind }) => kind === 'diff')).toHaveLength(20);
  const [rest] = blocks.filter((block) => block.kind === 'list' && block.text === 'The others:');
  expect(rest).toMatchObject({ items: written.slice(20).map(({ episodeId }) => `\`${episodeId}\`: wrote`) });
});

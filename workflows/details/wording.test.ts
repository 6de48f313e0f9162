import { expect, test } from 'vitest';
import type { QuotaStatus } from '../../contract/quota.ts';
import { openEpisode } from '../episode/state.ts';
import { NO_COUNTS, openRewrite, type RewriteState } from '../rewrite/state.ts';
import { NEW_SYNC } from '../sync/state.ts';
import { renderEpisodeDetails } from './episode.ts';
import { renderQuotaDetails } from './quota.ts';
import { renderRewriteDetails } from './rewrite.ts';
import { renderSyncDetails } from './sync.ts';

const COMMIT = '0123456789abcdef';

test('an episode: the id beside the link, times without milliseconds, what it still owes', () => {
  const lookAt = Date.parse('2028-01-20T19:00:00Z');
  const calm = openEpisode({ episodeId: 'a', title: 'A', videoId: 'abc', checkAt: lookAt });
  expect(renderEpisodeDetails(calm)).toContain('- video: https://youtu.be/abc (`abc`)');
  expect(renderEpisodeDetails(calm)).toContain('- next: checks again at 2028-01-20T19:00:00Z\n');
  expect(renderEpisodeDetails(calm)).not.toContain('still to bring');
  const duty = { commit: 'fedcba9876543210', seq: 2, baseCommits: [], cause: 'own' } as const;
  expect(renderEpisodeDetails({ ...calm, pending: duty })).toContain(
    '- still to bring to YouTube: `fedcba9876`',
  );
});

const status: QuotaStatus = {
  day: '2026-11-21',
  perDay: 10_000,
  closed: false,
  reserve: 2000,
  resetsAt: '2026-11-22T08:00:00.000Z',
  spent: { live: 100, lost: 0 },
  granted: 9,
  waiters: [],
};

test('the ledger: what passes by itself names its time, and a lost half is explained', () => {
  const now = Date.parse('2026-11-22T07:00:00Z');
  const text = renderQuotaDetails(status, now);
  expect(text).toContain('Resets at 2026-11-22T08:00:00Z; at 2026-11-22T07:00:00Z that was in 60 minutes.');
  expect(text).toContain('| live | 100 |\n| lost | 0 |\n| granted, not settled | 9 |');
  expect(text).not.toContain('kept back');
  expect(renderQuotaDetails({ ...status, spent: { lost: 5000 } }, now)).toContain('`lost`: kept back today');
});

test("a table's first column is wider than its words", () => {
  const [head = ''] = /^\| lane.*$/m.exec(renderQuotaDetails(status, 0)) ?? [];
  const [, first = ''] = /^\| (lane\u00a0+) \| units \|$/.exec(head) ?? [];
  expect(first.length).toBeGreaterThan('granted, not settled'.length);
});

test('who waits is told, the first twenty', () => {
  const waiters = Array.from({ length: 22 }, (_, at) => ({
    workflowId: `episode/${at}`,
    lane: 'live' as const,
    atLeast: 51,
  }));
  const text = renderQuotaDetails({ ...status, waiters }, 0);
  expect(text).toContain('- `episode/19` waits for 51 units (live)\n- and 2 more');
  expect(text).not.toContain('episode/20');
});

const rewrite = (input: Partial<RewriteState>): string =>
  renderRewriteDetails({
    ...openRewrite({
      commit: COMMIT,
      subject: 'Correct a guest',
      seq: 1,
      baseCommits: [],
      total: 4,
      startedAt: Date.now() - 2000,
    }),
    ...input,
  });

test('a rewrite tells its end once it has a pace, and takes updates while it runs', () => {
  expect(rewrite({ done: 2, counts: { ...NO_COUNTS, written: 2 } })).toMatch(
    /Running\. At this pace it ends at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\./,
  );
  expect(rewrite({})).toContain('0 units. Running.');
  expect(rewrite({})).not.toMatch(/NaN|verdict/);
  expect(rewrite({})).toContain('Updates: `pause`');
  expect(rewrite({ done: 4 })).not.toContain('Updates');
  expect(rewrite({ superseded: true })).not.toContain('Updates');
});

test('sync: one that is settled says what that means, and one problem is one', () => {
  expect(renderSyncDetails({ ...NEW_SYNC, head: COMMIT, syncedCommit: COMMIT })).toContain(
    'Head `0123456789`, settled: every episode has answered for it.',
  );
  const refusal = { path: 'a.yaml', line: 5, column: 3, code: 'unknown-guest', message: 'found "ada"' };
  const one = renderSyncDetails({ ...NEW_SYNC, refused: [refusal], refusedCount: 1 });
  expect(one).toContain('**1 problem in content**');
  expect(one).toContain('Mend the files and commit');
});

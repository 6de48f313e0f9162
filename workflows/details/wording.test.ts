import { expect, test } from 'vitest';
import type { QuotaStatus } from '../../contract/quota.ts';
import { describeEpisode } from '../../contract/reports/episode.ts';
import { describeQuota } from '../../contract/reports/quota.ts';
import { describeRewrite } from '../../contract/reports/rewrite.ts';
import { describeSync } from '../../contract/reports/sync.ts';
import { type EpisodeState, openEpisode } from '../episode/state.ts';
import { toEpisodeStatus } from '../episode/status.ts';
import { NO_COUNTS, openRewrite, type RewriteState } from '../rewrite/state.ts';
import { toRewriteStatus } from '../rewrite/status.ts';
import { NEW_SYNC, type SyncState, toSyncStatus } from '../sync/state.ts';
import { renderDetails, renderMarkdown } from './markdown.ts';

const COMMIT = '0123456789abcdef';
const NOW = Date.parse('2028-01-20T04:00:00Z');

const renderEpisodeDetails = (state: EpisodeState): string =>
  renderMarkdown(describeEpisode(toEpisodeStatus(state), NOW));
const renderSyncDetails = (state: SyncState): string =>
  renderMarkdown(describeSync(toSyncStatus(state), NOW));
const renderQuotaDetails = (status: QuotaStatus, now: number): string =>
  renderMarkdown(describeQuota(status, now));

test('an episode: the id next to the link, times as people say them, the commit that is not applied yet', () => {
  const lookAt = Date.parse('2028-01-20T19:00:00Z');
  const calm = openEpisode({ episodeId: 'a', title: 'A', videoId: 'abc', checkAt: lookAt });
  expect(renderEpisodeDetails(calm)).toContain('* video: <https://youtu.be/abc> (`abc`)');
  expect(renderEpisodeDetails(calm)).toContain('* next: checks again in 15 h, at 19:00 UTC\n');
  expect(renderEpisodeDetails(calm)).not.toContain('not applied');
  const request = { commit: 'fedcba9876543210', seq: 2, baseCommits: [], cause: 'direct' } as const;
  expect(renderEpisodeDetails({ ...calm, pending: request })).toContain('* not applied yet: `fedcba9876`');
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

test('quota: the reset names its time, and a lost half is explained', () => {
  const now = Date.parse('2026-11-22T07:00:00Z');
  const text = renderQuotaDetails(status, now);
  expect(text).toContain('Resets in 1 h, at 08:00 UTC (midnight in Los Angeles).');
  expect(text).toContain('| live | 100 |\n| lost | 0 |\n| granted (not reported yet) | 9 |');
  expect(text).not.toContain('not used today');
  expect(renderQuotaDetails({ ...status, spent: { lost: 5000 } }, now)).toContain('`lost`: not used today');
});

test("a table's first column is wider than its words", () => {
  const [head = ''] = /^\| lane.*$/m.exec(renderQuotaDetails(status, 0)) ?? [];
  const [, first = ''] = /^\| (lane\u00a0+) \| units \|$/.exec(head) ?? [];
  expect(first.length).toBeGreaterThan('granted (not reported yet)'.length);
});

test('the first twenty waiting workflows are listed', () => {
  const waiters = Array.from({ length: 22 }, (_, at) => ({
    workflowId: `episode/${at}`,
    lane: 'live' as const,
    atLeast: 51,
  }));
  const text = renderQuotaDetails({ ...status, waiters }, 0);
  expect(text).toContain('- `episode/19`: 51 units (live)\n- and 2 more');
  expect(text).not.toContain('episode/20');
});

const rewrite = (input: Partial<RewriteState>): string =>
  renderMarkdown(
    describeRewrite(
      toRewriteStatus({
        ...openRewrite({
          commit: COMMIT,
          subject: 'Correct a guest',
          seq: 1,
          baseCommits: [],
          total: 4,
          startedAt: Date.now() - 2000,
        }),
        ...input,
      }),
      Date.now() - 60_000,
    ),
  );

test('a rewrite says when it ends once its speed is known, and takes updates while it runs', () => {
  expect(rewrite({ done: 2, counts: { ...NO_COUNTS, written: 2 } })).toMatch(
    /Running\. At this speed it ends in 1 min, at \d\d:\d\d UTC\./,
  );
  expect(rewrite({})).toContain('0 units.\n\nRunning.');
  expect(rewrite({})).not.toMatch(/NaN|result/);
  expect(rewrite({})).toContain('Updates: `pause`');
  expect(rewrite({ done: 4 })).not.toContain('Updates');
  expect(rewrite({ superseded: true })).not.toContain('Updates');
});

test('sync: an applied head, and one problem is singular', () => {
  expect(renderSyncDetails({ ...NEW_SYNC, head: COMMIT, syncedCommit: COMMIT })).toContain(
    '* head: `0123456789`, applied to every episode',
  );
  const refusal = { path: 'a.yaml', line: 5, column: 3, code: 'unknown-guest', message: 'found "ada"' };
  const one = renderSyncDetails({ ...NEW_SYNC, refused: [refusal], refusedCount: 1 });
  expect(one).toContain('**1 problem in content:**');
  expect(one).toContain('Fix the files and commit');
});

test('the details say when they were written', () => {
  const details = renderDetails(describeSync(toSyncStatus(NEW_SYNC), NOW), NOW);
  expect(details).toMatch(/\n\nAs of 2028-01-20 04:00 UTC\.$/);
});

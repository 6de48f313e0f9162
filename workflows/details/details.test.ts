import { describe, expect, it } from 'vitest';
import type { QuotaStatus } from '../../contract/quota.ts';
import { describeEpisode } from '../../contract/reports/episode.ts';
import { describeQuota } from '../../contract/reports/quota.ts';
import { describeRewrite } from '../../contract/reports/rewrite.ts';
import { describeSync } from '../../contract/reports/sync.ts';
import { type EpisodeState, openEpisode } from '../episode/state.ts';
import { toEpisodeStatus } from '../episode/status.ts';
import { NO_COUNTS, type RewriteState } from '../rewrite/state.ts';
import { toRewriteStatus } from '../rewrite/status.ts';
import { NEW_SYNC, type SyncState, toSyncStatus } from '../sync/state.ts';
import { renderMarkdown } from './markdown.ts';

const COMMIT = '0123456789abcdef';
const ARGUMENT = '\n\n    {\n      "by": "your name"\n    }';
const NOW = Date.parse('2028-01-20T04:00:00Z');

const renderEpisodeDetails = (state: EpisodeState): string =>
  renderMarkdown(describeEpisode(toEpisodeStatus(state), NOW));
const renderSyncDetails = (state: SyncState): string =>
  renderMarkdown(describeSync(toSyncStatus(state), NOW));
const renderRewriteDetails = (state: RewriteState): string =>
  renderMarkdown(describeRewrite(toRewriteStatus(state), NOW));
const renderQuotaDetails = (status: QuotaStatus, now: number): string =>
  renderMarkdown(describeQuota(status, now));

describe('an episode', () => {
  const episode = { episodeId: 'a/one', title: 'One' };

  it('shows its video, what is wrong, what comes next and the updates to send', () => {
    const details = renderEpisodeDetails(
      openEpisode({
        ...episode,
        videoId: 'v1',
        commit: COMMIT,
        attention: 'start the encoder',
        stalled: true,
      }),
    );
    expect(details.split('\n\n')[0]).toBe('**Needs attention:** start the encoder');
    expect(details).toContain('* video: <https://youtu.be/v1>');
    expect(details).toContain('* next: waiting for a person; then send the update `retry`, or commit');
    expect(details).toContain('* commit: `0123456789`');
    expect(details).toContain(ARGUMENT);
  });

  it('leaves out what is not known', () => {
    const details = renderEpisodeDetails(openEpisode(episode));
    expect(details).not.toMatch(/undefined|attention|video:|commit:/);
  });
});

describe('sync', () => {
  const refusal = { path: 'guests/a.yaml', line: 3, column: 5, code: 'unknown-key', message: 'no such key' };

  it('shows each fault of the content with its place, and how to see the rest', () => {
    const details = renderSyncDetails({ ...NEW_SYNC, refused: [refusal], refusedCount: 4, head: COMMIT });
    expect(details).toContain('**4 problems in content:**');
    expect(details).toContain('- `guests/a.yaml:3:5` unknown-key\n  no such key\n- and 3 more');
    expect(details).toContain('`npx showrunner validate` lists every problem');
    expect(details).toContain('* head: `0123456789`, last fully applied: none yet');
  });

  it('shows the pause, the open rewrite, orphaned videos and the updates to send', () => {
    const rewrite = { workflowId: 'rewrite/x', commit: COMMIT };
    const details = renderSyncDetails({
      ...NEW_SYNC,
      rewrite,
      orphans: [
        {
          episodeId: 'a/one',
          path: 'episodes/a/one.yaml',
          restore: 'git checkout c0ffee -- episodes/a/one.yaml',
          at: 1,
        },
      ],
      pausedBy: 'ann',
    });
    expect(details).toContain('**Paused** by ann. New commits are not processed until it is resumed.');
    expect(details).toContain('open: `rewrite/x`');
    expect(details).toContain('- a/one: `git checkout c0ffee -- episodes/a/one.yaml`');
    expect(details).toContain(ARGUMENT);
    expect(renderSyncDetails(NEW_SYNC)).toContain('* content: no problems');
  });
});

const RESET = '2028-01-20T08:00:00.000Z';

describe('a rewrite', () => {
  const state: RewriteState = {
    commit: COMMIT,
    subject: 'correct',
    seq: 1,
    baseCommits: [],
    total: 60,
    sliceSize: 50,
    startedAt: Date.now() - 10_000,
    next: 50,
    done: 20,
    units: 1020,
    counts: { ...NO_COUNTS, written: 19, stalled: 1 },
    notes: [{ kind: 'stalled', text: 'a/one: no marker' }],
    superseded: false,
    grants: {},
    quotaRequests: 1,
  };

  it('shows how far it is, what it cost, each verdict and whom a person must look at', () => {
    const details = renderRewriteDetails(state);
    expect(details).toMatch(
      /\*\*20 of 60\*\* episodes done, 1,020 units, 2\.0 episodes a second\.\n\nRunning\./,
    );
    expect(details).toContain('| written | 19 |\n| wait for a person | 1 |');
    expect(details).toContain('- stalled: a/one: no marker');
    expect(details).toContain(ARGUMENT);
  });

  it.each([
    ['**Waiting for quota:** it continues in 4 h, at 08:00 UTC at the latest.', { waitingUntil: RESET }],
    ['**Paused** by ann.', { waitingUntil: RESET, pausedBy: 'ann' }],
    ['Superseded by a newer commit.', { superseded: true, pausedBy: 'ann' }],
    ['Every episode has answered.', { done: 60 }],
  ])('says "%s"', (words, more) => {
    expect(renderRewriteDetails({ ...state, ...more })).toContain(words);
  });
});

describe('quota', () => {
  const status: QuotaStatus = {
    day: '2026-06-01',
    perDay: 10_000,
    closed: false,
    reserve: 2000,
    resetsAt: '2026-06-02T07:00:00.000Z',
    spent: { live: 100, rewrite: 200, lost: 50 },
    granted: 51,
    waiters: [{ workflowId: 'rewrite/x', lane: 'rewrite', atLeast: 52 }],
  };
  const now = Date.parse('2026-06-02T06:30:00Z');

  it('shows what is gone by lane, who waits for how much, and when it resets', () => {
    const details = renderQuotaDetails(status, now);
    expect(details).toContain('**401 of 10,000** units used or granted on 2026-06-01');
    expect(details).toContain('The last 2,000 are reserved for live streams.');
    expect(details).toContain('Resets in 30 min, at 07:00 UTC (midnight in Los Angeles).');
    expect(details).toContain('| rewrite | 200 |');
    expect(details).toContain('1 workflow waiting for quota:\n\n- `rewrite/x`: 52 units (rewrite)');
    expect(renderQuotaDetails({ ...status, waiters: [] }, now)).toContain(
      'No workflow is waiting for quota.',
    );
  });
});

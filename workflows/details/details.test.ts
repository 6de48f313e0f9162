import { describe, expect, it } from 'vitest';
import type { QuotaStatus } from '../../contract/quota.ts';
import { openEpisode } from '../episode/state.ts';
import { NO_COUNTS, type RewriteState } from '../rewrite/state.ts';
import { NEW_SYNC } from '../sync/state.ts';
import { renderEpisodeDetails } from './episode.ts';
import { renderQuotaDetails } from './quota.ts';
import { renderRewriteDetails } from './rewrite.ts';
import { renderSyncDetails } from './sync.ts';

const COMMIT = '0123456789abcdef';
const ARGUMENT = '`{"by":"your name"}`';

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
    expect(details.split('\n\n')[1]).toBe('**Needs attention:** start the encoder');
    expect(details).toContain('- video: https://youtu.be/v1');
    expect(details).toContain('- next: waits for a person; then send the update `retry`, or commit');
    expect(details).toContain('- commit: `0123456789`');
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
    expect(details).toContain('**4 problems in content**');
    expect(details).toContain('- `guests/a.yaml:3:5` **unknown-key** no such key');
    expect(details).toContain('and 3 more: run `npx showrunner validate`');
    expect(details).toContain('Head `0123456789`, settled none yet.');
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
    expect(details).toContain('**Paused** by ann.');
    expect(details).toContain('open: `rewrite/x`');
    expect(details).toContain('- a/one: `git checkout c0ffee -- episodes/a/one.yaml`');
    expect(details).toContain(ARGUMENT);
    expect(renderSyncDetails(NEW_SYNC)).toContain('Nothing was refused.');
  });
});

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
      /\*\*20 of 60\*\* episodes answered, 1020 units, 2\.0 episodes a second\. Running\./,
    );
    expect(details).toContain('| written | 19 |\n| wait for a person | 1 |');
    expect(details).toContain('- stalled: a/one: no marker');
    expect(details).toContain(ARGUMENT);
  });

  it.each([
    ['**Waits for units**, until noon at the latest.', { waitingUntil: 'noon' }],
    ['**Paused** by ann.', { waitingUntil: 'noon', pausedBy: 'ann' }],
    ['Superseded by a newer commit.', { superseded: true, pausedBy: 'ann' }],
    ['All verdicts are in.', { done: 60 }],
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
    expect(details).toContain('**401 of 10000** units used or granted on 2026-06-01');
    expect(details).toContain('The last 2000 are kept for live work.');
    expect(details).toContain('in 30 minutes');
    expect(details).toContain('| rewrite | 200 |');
    expect(details).toContain('- `rewrite/x` waits for 52 units (rewrite)');
    expect(renderQuotaDetails({ ...status, waiters: [] }, now)).toContain('Nobody waits.');
  });
});

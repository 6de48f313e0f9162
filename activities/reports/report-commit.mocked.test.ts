import type { ApplicationFailure } from '@temporalio/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useToken } from '../../clients/github/credentials.ts';
import { createGitHub } from '../../clients/github/index.ts';
import type { CommitReport } from '../../contract/commit-report.ts';
import { type FakeGitHub, startGitHub, TOKEN } from '../../test/support/github.ts';
import type { Dependencies } from '../dependencies.ts';
import { COMMENT_MARKER } from './render-comment.ts';
import { reportCommit } from './report-commit.ts';

const activity = vi.hoisted(() => ({ scheduledTimestampMs: 0, cancel: new AbortController() }));
vi.mock('@temporalio/activity', () => ({
  Context: {
    current: () => ({
      heartbeat: () => undefined,
      cancellationSignal: activity.cancel.signal,
      // As Temporal's: it never resolves, and rejects when the activity is cancelled.
      cancelled: {
        // biome-ignore lint/suspicious/noThenProperty: a promise that rejects without a listener would fail the test
        then: (_resolve: unknown, reject: (error: Error) => void) => reject(new Error('cancelled')),
      },
      info: {
        scheduledTimestampMs: activity.scheduledTimestampMs,
        startToCloseTimeoutMs: 120_000,
        heartbeatTimeoutMs: 10_000,
      },
    }),
  },
}));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const report: CommitReport = {
  commit: COMMIT,
  subject: 'Correct a title',
  state: 'success',
  description: '1 written',
  done: [{ episodeId: 'k/one', title: 'Red Hat', videoId: 'K72fOdbxXu8', what: 'title written' }],
  workflowId: 'sync',
};

let github: FakeGitHub;
let deps: Dependencies;
beforeEach(async () => {
  github = await startGitHub();
  github.commits.add(COMMIT);
  github.pulls.push({
    number: 12,
    merged_at: '2026-11-30T06:00:00Z',
    merge_commit_sha: COMMIT,
    base: 'main',
  });
  const repository = { owner: 'rawkode', name: 'academy' };
  const host = createGitHub({ url: github.url, repository, credentials: useToken(TOKEN) });
  const pages = {
    video: (id: string) => `https://youtu.be/${id}`,
    workflow: (id: string) => `https://ui.example/${id}`,
  };
  deps = { repository: { branch: 'main' }, commitReports: { host, pages } } as unknown as Dependencies;
  activity.cancel = new AbortController();
  requestedAgo(0);
});
afterEach(() => github.close());

const requestedAgo = (ms: number): void => {
  activity.scheduledTimestampMs = Date.now() - ms;
};
const refused = { status: 401, body: { message: 'Bad credentials' } };

describe('reportCommit', () => {
  it('calls nothing where nothing is configured', async () => {
    expect(await reportCommit({} as Dependencies, report)).toMatchObject({ status: 'not-configured' });
  });

  it('sets "pending", then the end with one comment, and repeats neither', async () => {
    const pending = { ...report, state: 'pending' as const, description: 'at work', done: [] };
    expect(await reportCommit(deps, pending)).toEqual({
      status: 'written',
      detail: expect.stringMatching(/^rawkode\/academy on 127.*: 0123456789 is "pending"$/),
    });
    expect(await reportCommit(deps, report)).toMatchObject({
      status: 'written',
      comment: 'new',
      pullRequest: 12,
    });
    expect(await reportCommit(deps, report)).toMatchObject({ status: 'unchanged', comment: 'unchanged' });
    expect(github.statuses.map(({ state, target_url }) => [state, target_url])).toEqual([
      ['pending', 'https://ui.example/sync'],
      ['success', 'https://ui.example/sync'],
    ]);
    expect(github.comments.map(({ body }) => body?.split('\n').slice(0, 2))).toEqual([
      [COMMENT_MARKER, '**Showrunner: 1 written**'],
    ]);
  });

  it('makes no comment for a merge that changed nothing, but corrects one that is there', async () => {
    const nothing = { ...report, description: 'nothing to do', done: [] };
    const failed = { ...nothing, state: 'failure' as const, description: '1 needs you' };
    expect(await reportCommit(deps, nothing)).not.toHaveProperty('comment');
    expect(await reportCommit(deps, failed)).toMatchObject({ comment: 'new' });
    expect(await reportCommit(deps, nothing)).toMatchObject({ comment: 'edited' });
  });

  it('cuts a description to what GitHub accepts', async () => {
    await reportCommit(deps, { ...report, description: 'x'.repeat(500) });
    expect(github.statuses[0]?.description).toHaveLength(140);
  });

  it('says nothing in the comment either when a newer report was faster', async () => {
    await reportCommit(deps, report);
    requestedAgo(MINUTE);
    const late = { ...report, state: 'failure' as const, description: 'late' };
    expect(await reportCommit(deps, late)).toMatchObject({ status: 'superseded' });
    expect(github.comments[0]?.body).not.toContain('late');
  });

  it('is repeated by the server, after the pause that GitHub names', async () => {
    github.fail(/./, { status: 429, headers: { 'retry-after': '90' }, body: { message: 'rate limit' } });
    const failure = (await reportCommit(deps, report).catch((error: unknown) => error)) as ApplicationFailure;
    expect(failure).toMatchObject({ type: 'wait', nonRetryable: false, nextRetryDelay: 90_000 });
    expect(failure.message).not.toContain(TOKEN);
    expect(JSON.stringify(failure)).not.toContain(TOKEN);
  });

  it('ends as cancelled, and not as failed, when it is cancelled', async () => {
    requestedAgo(24 * HOUR);
    activity.cancel.abort();
    await expect(reportCommit(deps, report)).rejects.toThrow('cancelled');
    expect(github.calls).toEqual([]);
  });

  it.each([
    ['success', 22 * HOUR, 24 * HOUR],
    ['pending', 9 * MINUTE, 11 * MINUTE],
  ] as const)('gives up "%s" after a while, and answers why', async (state, before, after) => {
    github.fail(/./, refused);
    requestedAgo(before);
    await expect(reportCommit(deps, { ...report, state })).rejects.toMatchObject({
      type: 'stall',
      nonRetryable: false,
    });
    github.fail(/./, refused);
    requestedAgo(after);
    expect(await reportCommit(deps, { ...report, state })).toMatchObject({
      status: 'gave-up',
      detail: expect.stringMatching(/^gave up: GitHub .* Set SHOWRUNNER_GITHUB_TOKEN/),
    });
  });
});

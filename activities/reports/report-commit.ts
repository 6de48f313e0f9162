import { Context } from '@temporalio/activity';
import type { CommentOutcome, CommitHost, HostCall, StatusOutcome } from '../../clients/commit-host.ts';
import type { CommitReport, CommitReportResult } from '../../contract/commit-report.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { toRepeatedFailure } from '../failures.ts';
import { openDeadline, withHeartbeat } from '../run-with-quota.ts';
import type { CommitReports } from './commit-reports.ts';
import { COMMENT_MARKER, cut, renderComment } from './render-comment.ts';

/**
 * Sets the status of a followed commit where the repository is hosted and, once its work has ended, writes one comment on the merged pull
 * request that brought it. Compares before it writes, and so may be repeated. Tried again, with growing pauses, for a day, and a report of
 * work that goes on for ten minutes; then it answers why it gave up, so that no workflow fails for it.
 */
export async function reportCommit(deps: Dependencies, report: CommitReport): Promise<CommitReportResult> {
  const { commitReports } = deps;
  if (commitReports === undefined)
    return { status: 'not-configured', detail: 'no token for GitHub or GitLab is set' };
  const { info, cancellationSignal, cancelled } = Context.current();
  const ageMs = Date.now() - info.scheduledTimestampMs;
  const { signal, beat, close } = openDeadline(info);
  const call = { ageMs, signal: AbortSignal.any([cancellationSignal, signal]) };
  try {
    return await withHeartbeat(() => write(deps, commitReports, report, call), beat);
  } catch (error) {
    if (cancellationSignal.aborted) await cancelled;
    const failure = toRepeatedFailure(error);
    if (ageMs + pauseOf(failure) < patienceOf(report)) throw failure;
    return { status: 'gave-up', detail: `gave up: ${failure.message}` };
  } finally {
    close();
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const patienceOf = ({ state }: CommitReport): number => (state === 'pending' ? 10 * MINUTE : DAY);

/** Milliseconds; the longest pause of the policy is an hour. */
const pauseOf = ({ nextRetryDelay }: ReturnType<typeof toRepeatedFailure>): number =>
  typeof nextRetryDelay === 'number' ? nextRetryDelay : 0;

async function write(
  { repository }: Pick<Dependencies, 'repository'>,
  { host, pages }: CommitReports,
  report: CommitReport,
  call: HostCall,
): Promise<CommitReportResult> {
  const { commit, state, workflowId } = report;
  const status = await host.setStatus(
    {
      commit,
      state,
      description: cut(report.description, host.maxDescription),
      ...defined({ targetUrl: pages.workflow?.(workflowId) }),
    },
    call,
  );
  if (status === 'superseded' || state === 'pending' || host.writeComment === undefined)
    return { status, detail: describe(host, report, status) };
  const comment = await host.writeComment(
    {
      commit,
      branch: repository.branch,
      marker: COMMENT_MARKER,
      body: renderComment(report, pages),
      creates: hasNews(report),
    },
    call,
  );
  const { outcome, pullRequest } = comment;
  const isDue = outcome !== 'none' && outcome !== 'locked';
  return {
    status,
    ...(isDue ? { comment: outcome, ...defined({ pullRequest }) } : {}),
    detail: describe(host, report, status, comment),
  };
}

/** A merge that changed nothing on YouTube needs no comment. */
const hasNews = ({ state, done = [], total = done.length }: CommitReport): boolean =>
  state === 'failure' || total > 0;

function describe(
  { place }: CommitHost,
  { commit, state }: CommitReport,
  status: StatusOutcome,
  comment?: CommentOutcome,
): string {
  const at = `${place}: ${commit.slice(0, 10)}`;
  if (status === 'superseded') return `${at} has a newer status already`;
  return `${at} is "${state}"${comment === undefined ? '' : describeComment(comment)}`;
}

function describeComment({ outcome, pullRequest }: CommentOutcome): string {
  if (outcome === 'none') return '';
  if (outcome === 'locked') return `; pull request ${pullRequest} is locked, so it has no comment`;
  return `; pull request ${pullRequest} has ${outcome === 'new' ? 'a comment' : 'its comment'}`;
}

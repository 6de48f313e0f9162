import type { CommitReport, CommitReportResult } from '../contract/commit-report.ts';
import { describeCommitReport } from '../contract/reports/commit-report.ts';
import { toSummary } from '../contract/summary.ts';
import { reportActivities } from './activity-proxies.ts';
import { showDetails } from './details/show-details.ts';

/** Tells GitHub or GitLab how it is with one commit, and tries again for a day. It holds up nothing: `sync` does not wait for it. */
export async function commitReport(report: CommitReport): Promise<CommitReportResult> {
  const { state, description } = report;
  showDetails(() => describeCommitReport(report, undefined));
  const summary = toSummary(`${state}: ${description}`);
  const result = await reportActivities.reportCommit.executeWithOptions({ summary }, [report]);
  showDetails(() => describeCommitReport(report, result));
  return result;
}

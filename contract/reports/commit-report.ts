import type { CommitReport, CommitReportResult } from '../commit-report.ts';
import type { ReportBlock } from './block.ts';
import { code, message, text } from './text.ts';
import { describeCommit } from './words.ts';

/** What the repository's host is told of a commit, and what became of it. */
export const describeCommitReport = (
  { commit, subject, state, description }: CommitReport,
  result: CommitReportResult | undefined,
): ReportBlock[] => [
  { kind: 'fact', name: 'commit', value: text`${describeCommit(commit)} ${code(subject)}` },
  { kind: 'fact', name: 'status', value: text`${state}: ${code(description)}` },
  {
    kind: 'fact',
    name: 'last',
    value: result === undefined ? text`being sent` : message(result.detail),
  },
];

import type { CommitReport, CommitReportResult } from '../commit-report.ts';
import type { ReportBlock } from './block.ts';
import { code, message, text } from './text.ts';
import { describeCommit } from './words.ts';

/** What is reported of a commit to the repository's host, and what became of it. */
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

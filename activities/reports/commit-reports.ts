import type { CommitHost } from '../../clients/commit-host.ts';

/** Where commits are reported to. */
export type CommitReports = {
  readonly host: CommitHost;
  readonly pages: ReportPages;
};

/** Pages that a report links. */
export type ReportPages = {
  readonly video: (videoId: string) => string;
  /** In the Temporal UI; absent: only the worker's machine can open it. */
  readonly workflow?: (workflowId: string) => string;
};

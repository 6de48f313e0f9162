/** What is reported of a followed commit to where the repository is hosted: GitHub or GitLab. */
export type CommitReport = {
  /** 40 hex digits. */
  readonly commit: string;
  readonly subject: string;
  readonly author?: string;
  readonly state: 'pending' | 'success' | 'failure';
  /** A plain sentence: `3 written, 1 needs you`. */
  readonly description: string;
  /** The first 50 of `total`. */
  readonly done?: readonly ReportedEpisode[];
  /** Absent: as many as `done` has. */
  readonly total?: number;
  /** The workflow whose page is linked. */
  readonly workflowId: string;
};

export type ReportedEpisode = {
  readonly episodeId: string;
  readonly title: string;
  readonly videoId?: string;
  /** What was done or is needed, in words: `title written`. */
  readonly what: string;
};

/**
 * `not-configured`: nothing was called. `superseded`: a newer report of the same commit was faster. `gave-up`: it failed too long; `detail`
 * says why and what to do.
 */
export type CommitReportResult = {
  readonly status: 'not-configured' | 'written' | 'unchanged' | 'superseded' | 'gave-up';
  /** The comment on the merged pull request; absent: none was due. */
  readonly comment?: 'new' | 'edited' | 'unchanged';
  readonly pullRequest?: number;
  /** For people, one sentence. */
  readonly detail: string;
};

/** What was done for a commit so far, while its repository's host wants to know. */
export type OpenReport = {
  readonly commit: string;
  readonly subject: string;
  readonly author?: string;
  readonly written: number;
  readonly done: readonly ReportedEpisode[];
};

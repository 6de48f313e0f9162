/** Where the followed repository is hosted, as far as Showrunner writes there. Every function throws Failure. */
export type CommitHost = {
  /** For people: `rawkode/academy on github.com`. */
  readonly place: string;
  /** Characters. */
  readonly maxDescription: number;
  /** Sets our status of a commit; compares before it writes, and so may be repeated. */
  setStatus(status: CommitStatus, call: HostCall): Promise<StatusOutcome>;
  /** Writes or edits our one comment on the merged pull request that brought a commit. Absent: there are no comments. */
  writeComment?(comment: CommitComment, call: HostCall): Promise<CommentOutcome>;
};

export type CommitStatus = {
  /** 40 hex digits. */
  readonly commit: string;
  readonly state: 'pending' | 'success' | 'failure';
  /** At most `maxDescription` characters. */
  readonly description: string;
  readonly targetUrl?: string;
};

export type StatusOutcome = 'written' | 'unchanged' | 'superseded';

export type CommitComment = {
  readonly commit: string;
  /** The pull request must have been merged into it. */
  readonly branch: string;
  /** Markdown; begins with `marker`, which no reader sees. */
  readonly body: string;
  readonly marker: string;
  /** false: a comment that is there is edited, and none is made. */
  readonly creates: boolean;
};

export type CommentOutcome = {
  /** `none`: there is no such pull request, or no comment was to be made. `locked`: its conversation is closed for us. */
  readonly outcome: 'new' | 'edited' | 'unchanged' | 'none' | 'locked';
  readonly pullRequest?: number;
};

export type HostCall = {
  readonly signal: AbortSignal;
  /** Milliseconds since the report was requested, before any attempt. */
  readonly ageMs: number;
};

/** The name of our status at every host. */
export const STATUS_CONTEXT = 'showrunner';

/** Our newest status of a commit. */
export type LatestStatus = Omit<CommitStatus, 'commit' | 'state'> & {
  readonly state: string;
  /** ms since 1970, by the host's clock. */
  readonly createdAt: number;
};

/** Clocks differ, and GitHub gives whole seconds. */
const MARGIN_MS = 5_000;

/**
 * Whether a status must be written still. One that was requested before the newest was written is late: an attempt that failed and comes
 * again must not replace what was said meanwhile, and "pending" never replaces the end of the same work.
 */
export function compareStatus(
  status: CommitStatus,
  latest: LatestStatus | undefined,
  requestedAt: number,
): StatusOutcome {
  if (latest === undefined) return 'written';
  const isSame =
    latest.state === status.state &&
    latest.description === status.description &&
    latest.targetUrl === status.targetUrl;
  if (isSame) return 'unchanged';
  const endsWork = status.state === 'pending' && latest.state !== 'pending';
  const isLate = latest.createdAt > requestedAt + (endsWork ? -MARGIN_MS : MARGIN_MS);
  return isLate ? 'superseded' : 'written';
}

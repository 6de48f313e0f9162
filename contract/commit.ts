/** A commit as people know it. What its author wrote is not escaped. */
export type CommitInfo = {
  readonly commit: string;
  readonly subject: string;
  /** By name. */
  readonly author?: string;
  /** When it was made, ISO 8601. */
  readonly at?: string;
  /** Its page where the repository is hosted. */
  readonly url?: string;
};

/** What is known of a commit, if this is about that very commit. */
export const infoOf = (commit: string | undefined, ...known: readonly (CommitInfo | undefined)[]) =>
  known.find((info) => info !== undefined && info.commit === commit);

/** With fewer episodes a share means little: removing one of nine is fine. */
const FEWEST_EPISODES = 10;
const LARGEST_SHARE = 0.1;

/** Whether a commit that removes the files of this many episodes looks like a mistake, and must be confirmed. */
export const isMassRemoval = (orphaned: number, of: number): boolean =>
  of >= FEWEST_EPISODES && orphaned > of * LARGEST_SHARE;

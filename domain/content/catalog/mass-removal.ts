/** Below this a tenth says nothing: who has nine episodes may remove one. */
const FEWEST_EPISODES = 10;
const LARGEST_SHARE = 0.1;

/** Whether a commit that takes the files of so many episodes away looks like a slip, and waits for a person. */
export const isMassRemoval = (orphaned: number, of: number): boolean =>
  of >= FEWEST_EPISODES && orphaned > of * LARGEST_SHARE;

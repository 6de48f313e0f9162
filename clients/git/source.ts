import type { Git } from './git.ts';

/** Where commits come from: a repository on this machine, or our mirror of one elsewhere. */
export type GitSource = {
  readonly git: Git;
  /** What we follow; `HEAD` where it is detached. */
  readonly branch: string;
  /** Brings what is new here; where nothing has to travel it does nothing. */
  fetch(): Promise<void>;
  /** The branch's commit there, without fetching; an empty text while there is none. */
  peek(): Promise<string>;
  /** Files and folders that change with the branch. */
  readonly watched: readonly string[];
  /** Milliseconds between two looks, where nothing else is said. */
  readonly pollMs: number;
};

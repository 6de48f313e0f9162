import type { RewriteCounts } from '../messages.ts';

/** What became of its episodes, in words that need no other. */
export const VERDICT_WORDS: Readonly<Record<keyof RewriteCounts, string>> = {
  written: 'written',
  unchanged: 'already right',
  edited: "a person's edit kept",
  deferred: 'deferred: their own workflows do it later',
  stalled: 'wait for a person',
  failed: 'failed',
  missed: 'over without a video',
};

/** `120 written, 3 already right`; of nothing `nothing`. */
export const describeCounts = (counts: RewriteCounts): string =>
  Object.entries(VERDICT_WORDS)
    .flatMap(([kind, words]) => {
      const count = counts[kind as keyof RewriteCounts];
      return count > 0 ? [`${count} ${words}`] : [];
    })
    .join(', ') || 'nothing';

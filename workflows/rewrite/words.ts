import { type RewriteCounts, VERDICT_LABELS } from '../../contract/rewrite.ts';

/** `120 written, 3 already right`; of nothing `nothing`. */
export const describeCounts = (counts: RewriteCounts): string =>
  Object.entries(VERDICT_LABELS)
    .flatMap(([kind, words]) => {
      const count = counts[kind as keyof RewriteCounts];
      return count > 0 ? [`${count} ${words}`] : [];
    })
    .join(', ') || 'nothing';

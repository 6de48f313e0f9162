import { type RewriteCounts, VERDICT_LABELS } from '../../contract/rewrite.ts';

/** `120 written, 3 already right`; without any count `nothing`. */
export const describeCounts = (counts: RewriteCounts): string =>
  Object.entries(VERDICT_LABELS)
    .flatMap(([kind, label]) => {
      const count = counts[kind as keyof RewriteCounts];
      return count > 0 ? [`${count} ${label}`] : [];
    })
    .join(', ') || 'nothing';

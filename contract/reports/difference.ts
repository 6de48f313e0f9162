import type { ShownDifference } from '../../domain/changes/adopt/types.ts';
import type { ReportBlock } from './block.ts';
import { type Text, text } from './text.ts';
import { count } from './words.ts';

/** What a person decides about. */
export function describeDifference({ field, removed, added, more = 0 }: ShownDifference): ReportBlock {
  const rest = more === 0 ? '' : `, and ${count(more, 'more line')}`;
  return { kind: 'diff', title: text`${field} (- on YouTube, + in the file${rest})`, removed, added };
}

/** The same as lines of an entry. */
export const describeDifferenceLines = ({ field, removed, added, more = 0 }: ShownDifference): Text => [
  ...text`\n${field} (- on YouTube, + in the file):`,
  ...removed.flatMap((line) => text`\n- ${line}`),
  ...added.flatMap((line) => text`\n+ ${line}`),
  ...(more === 0 ? [] : text`\nand ${count(more, 'more line')}`),
];

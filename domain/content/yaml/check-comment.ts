import { Scalar } from 'yaml';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { YamlFault } from './fault.ts';
import { quote } from './quote.ts';

/**
 * A comment that cuts a text without quotes, as in `title: Release Party #12`. Only the author knows what was
 * meant. Not reported: a `#` with a space and words behind it, as most comments are written, and `##`.
 */
export function checkComment(text: string, { type, value, range }: Scalar, key: KeyPath): YamlFault[] {
  if (type !== Scalar.PLAIN || typeof value !== 'string' || range == null) return NONE;
  const offset = findComment(text, range[1]);
  if (offset === undefined) return NONE;
  const end = text.indexOf('\n', offset);
  const line = text.slice(range[1], end === -1 ? text.length : end).trimEnd();
  if (!/^\s+#(?:[^\s#]|$| ?\d+$)/.test(line)) return NONE;
  const whole = `${value}${line}`;
  const message = describeFault(key, 'the whole text', `${describeFound(value)}: " #" begins a comment`);
  const hint = `Quotes keep it: ${quote(whole)}. If it is a comment, begin it with "# " and a word.`;
  return [{ offset, message, hint, soft: true, code: 'cut-by-comment', cut: { key, whole } }];
}

const NONE: YamlFault[] = [];

/** Where a comment begins in the same line: this runs for every text of every file. */
function findComment(text: string, from: number): number | undefined {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at > from && text[at] === '#' ? at : undefined;
}

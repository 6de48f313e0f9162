import { Scalar } from 'yaml';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFound, formatKeyPath } from '../../shared/messages.ts';
import type { YamlFault } from './fault.ts';

/** Bullets, numbers and times, as a list or chapters have them. */
const ITEM = /^(?:[-*•–—▪►✓✔] |\d{1,3}[.)] |\(?(?:\d{1,2}:)?\d{1,3}:\d\d\b)/;

/** Lines of a list or of times that YAML joins into one: behind `>`, in quotes, and without either. One such line may be chance. */
export function checkFolding(text: string, { type, range }: Scalar, key: KeyPath): YamlFault[] {
  if (range == null || type === Scalar.BLOCK_LITERAL) return NONE;
  const [start, end] = range;
  const first = text.indexOf('\n', start);
  if (first === -1 || first >= end) return NONE;
  const words = type === Scalar.PLAIN ? { start, end } : { start: start + 1, end: end - 1 };
  const joined = listJoined(text, type === Scalar.BLOCK_FOLDED ? { start: first + 1, end } : words, type);
  const [item] = joined;
  if (item === undefined) return NONE;
  const more = joined.length === 1 ? '' : `, and ${joined.length - 1} more`;
  const message = `${formatKeyPath(key)}: expected items and times in lines of their own, found ${describeFound(item.line)}${more}, which YAML joins to the line before`;
  const how = type === Scalar.BLOCK_FOLDED ? '"|" instead of ">"' : '"|" and the text below it, indented';
  const hint = `Write ${how}: it keeps the lines.`;
  return [{ offset: item.offset, message, hint, soft: true, code: 'folded-lines' }];
}

const NONE: YamlFault[] = [];

type Line = { readonly offset: number; readonly indent: number; readonly line: string };

/** Behind `>` lines that are indented further than the others stay as they are; so does a line after an empty one. */
function listJoined(text: string, { start, end }: { start: number; end: number }, type: unknown): Line[] {
  const lines = listLines(text, start, end);
  const written = lines.filter(({ line }) => line !== '').map(({ indent }) => indent);
  const base = type === Scalar.BLOCK_FOLDED ? Math.min(...written) : undefined;
  const folds = ({ line, indent }: Line): boolean => line !== '' && (base === undefined || indent === base);
  const joined = lines.flatMap((one, at) => {
    const before = lines[at - 1];
    const isJoined = before !== undefined && ITEM.test(one.line) && folds(one) && folds(before);
    return isJoined ? [{ one, before }] : [];
  });
  const isList = joined.length > 1 || joined.some(({ before }) => ITEM.test(before.line));
  return isList ? joined.map(({ one }) => one) : [];
}

function listLines(text: string, start: number, end: number): Line[] {
  let offset = start;
  return text
    .slice(start, end)
    .split('\n')
    .map((whole) => {
      const line = whole.trim();
      const indent = whole.length - whole.trimStart().length;
      const found = { offset: offset + indent, indent, line };
      offset += whole.length + 1;
      return found;
    });
}

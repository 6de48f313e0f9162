import type { ErrorCode } from 'yaml';
import type { SyntaxFault } from './yaml.ts';

/** A fault with the parser's word for it. */
export type Seen = Omit<SyntaxFault, 'code'> & { readonly code: ErrorCode };

/** These confuse the parser about their own line only. */
const LOCAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'BLOCK_AS_IMPLICIT_KEY',
  'TAB_AS_INDENT',
]);

/**
 * One slip makes the parser stumble several times: only the first is told. Another is told as well when it is about its own line only,
 * or when the lines of another key of the root, read alone, have it too.
 */
export function tellSlipsOnce(
  text: string,
  seen: readonly Seen[],
  readAlone: (part: string) => readonly SyntaxFault[],
): readonly SyntaxFault[] {
  if (seen.length === 0) return [];
  const conflicts = findConflicts(text);
  if (conflicts.length > 0) return conflicts;
  const soft = seen.filter((fault) => fault.soft);
  const hard = seen.filter((fault) => !fault.soft).sort((a, b) => a.offset - b.offset);
  const regions = cutAtKeys(text);
  const [own = regions[0], ...others] = regions.slice(findRegion(regions, hard[0]?.offset ?? 0));
  const isSeenBehind = hard.some(({ offset }) => offset >= (own?.end ?? text.length));
  return [
    ...[
      ...soft,
      ...keepLocal(
        text,
        hard.filter(({ offset }) => offset < (own?.end ?? text.length)),
      ),
    ].map(withoutCode),
    ...(isSeenBehind ? others.flatMap((region) => tellRegion(text, region, hard, readAlone)) : []),
  ];
}

type Region = { readonly start: number; readonly end: number };

/** What begins in the first column is a key of the root, if it is not a list's item or an end. */
function cutAtKeys(text: string): Region[] {
  const starts = [...text.matchAll(/^[^\s#\-\]}.]/gm)].map(({ index }) => index);
  const all = starts[0] === 0 ? starts : [0, ...starts];
  return all.map((start, at) => ({ start, end: all[at + 1] ?? text.length + 1 }));
}

const findRegion = (regions: readonly Region[], offset: number): number =>
  Math.max(
    regions.findIndex(({ end }) => offset < end),
    0,
  );

function tellRegion(
  text: string,
  { start, end }: Region,
  hard: readonly Seen[],
  readAlone: (part: string) => readonly SyntaxFault[],
): SyntaxFault[] {
  if (!hard.some(({ offset }) => offset >= start && offset < end)) return [];
  const alone = readAlone(text.slice(start, end)).filter(({ soft }) => !soft);
  return alone.map((fault) => ({ ...fault, offset: fault.offset + start }));
}

function keepLocal(text: string, hard: readonly Seen[]): Seen[] {
  const lines = new Set<number>();
  return hard.filter(({ offset, code }, index) => {
    const line = text.lastIndexOf('\n', offset - 1);
    const isKept = !lines.has(line) && (index === 0 || LOCAL.has(code));
    lines.add(line);
    return isKept;
  });
}

const withoutCode = ({ code: _code, ...fault }: Seen): SyntaxFault => fault;

const findConflicts = (text: string): SyntaxFault[] =>
  [...text.matchAll(/^<{7} .*$/gm)].map(({ index }) => ({
    offset: index,
    message: 'expected one text, found two that git could not merge',
    hint: 'Keep what shall hold, and take out the lines with <<<<<<<, ======= and >>>>>>>.',
    soft: false,
  }));

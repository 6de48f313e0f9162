import type { YamlFault } from './fault.ts';

/** A fault that the parser found. `local`: it only affects how the parser reads its own line. */
export type ParserFault = YamlFault & { readonly local: boolean };
type Region = { readonly start: number; readonly end: number };

/**
 * One mistake causes several parser errors, so only the first fault is kept. A later one is kept too if it only affects its own line,
 * or if the lines of another root key, parsed alone, have it as well.
 */
export function dedupeErrors(
  text: string,
  faults: readonly ParserFault[],
  parseAlone: (part: string) => readonly YamlFault[],
): readonly YamlFault[] {
  if (faults.length === 0) return [];
  const conflicts = findConflicts(text);
  if (conflicts.length > 0) return conflicts;
  const soft = faults.filter((fault) => fault.soft);
  const hard = faults.filter((fault) => !fault.soft).sort((a, b) => a.offset - b.offset);
  const first = hard[0]?.offset ?? 0;
  const [own, ...others] = cutAtKeys(text).filter(({ end }) => end > first);
  const end = own?.end ?? text.length;
  const near = hard.filter(({ offset }) => offset < end);
  const hit = others.filter((region) =>
    hard.some(({ offset }) => offset >= region.start && offset < region.end),
  );
  return [
    ...soft,
    ...keepLocal(text, near),
    ...hit.flatMap((region) => parseRegion(text, region, parseAlone)),
  ];
}

/** A line that begins in the first column is a key of the root, unless it is a list item or a closing bracket. */
function cutAtKeys(text: string): Region[] {
  const starts = [...text.matchAll(/^[^\s#\-\]}.]/gm)].map(({ index }) => index);
  const all = starts[0] === 0 ? starts : [0, ...starts];
  return all.map((start, at) => ({ start, end: all[at + 1] ?? text.length + 1 }));
}

const parseRegion = (
  text: string,
  { start, end }: Region,
  parseAlone: (part: string) => readonly YamlFault[],
): YamlFault[] =>
  parseAlone(text.slice(start, end))
    .filter(({ soft }) => !soft)
    .map((fault) => ({ ...fault, offset: fault.offset + start }));

function keepLocal(text: string, hard: readonly ParserFault[]): ParserFault[] {
  const lines = new Set<number>();
  return hard.filter(({ offset, local }, index) => {
    const line = text.lastIndexOf('\n', offset - 1);
    const isKept = !lines.has(line) && (index === 0 || local);
    lines.add(line);
    return isKept;
  });
}

const findConflicts = (text: string): YamlFault[] =>
  [...text.matchAll(/^<{7} .*$/gm)].map(({ index }) => ({
    offset: index,
    message: 'expected one text, found two that git could not merge',
    hint: 'Keep what should stay, and take out the lines with <<<<<<<, ======= and >>>>>>>.',
    soft: false,
  }));

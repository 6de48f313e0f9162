import { compareTexts, type Problem } from '../../domain/shared/problem.ts';

/** What is read of one commit, or of the files on disk. docs/content.md lists them. */
export const COMMIT_LIMITS = {
  /** Records and templates. */
  files: 20_000,
  /** Bytes of all of them together. */
  bytes: 32 * 1024 * 1024,
} as const;

const format = (number: number): string => number.toLocaleString('en-US');

/** A commit with more files than any academy is not read at all. */
export const describeTooMany = (found: number): Problem => ({
  path: 'academy.yaml',
  line: 1,
  column: 1,
  code: 'wrong-value',
  message: `expected at most ${format(COMMIT_LIMITS.files)} records and templates, found ${format(found)}`,
  hint: 'Nothing of this commit is applied: take out the files that are not content.',
});

export type SizeBudget = {
  /** Counts what was read. Returns what has to go: the largest first, so that the files of others stay in use. */
  add(id: string, bytes: number): readonly string[];
};

type Sized = { readonly id: string; readonly bytes: number };

/** What goes does not depend on the order in which it is read. */
export function createSizeBudget(most: number): SizeBudget {
  const kept: Sized[] = [];
  let total = 0;
  return {
    add: (id, bytes) => {
      kept.splice(findPlace(kept, { id, bytes }), 0, { id, bytes });
      total += bytes;
      const gone: string[] = [];
      while (total > most) {
        const largest = kept.pop();
        if (largest === undefined) break;
        total -= largest.bytes;
        gone.push(largest.id);
      }
      return gone;
    },
  };
}

/** Where it belongs in a list that is sorted by size. */
function findPlace(sorted: readonly Sized[], item: Sized): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = sorted[middle];
    if (other !== undefined && compareSizes(other, item) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

const compareSizes = (a: Sized, b: Sized): number => a.bytes - b.bytes || compareTexts(a.id, b.id);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, listEdits } from './diff-lines.ts';
import { diffWords } from './diff-words.ts';

describe('line edits', () => {
  it('list removed and added lines, each in its place', () => {
    expect(diffLines('a\nb\nc', 'a\nx\nc\ny')).toEqual(['- b', '+ x', '+ y']);
    expect(diffLines('a', 'a')).toEqual([]);
    expect(diffLines('', 'a')).toEqual(['+ a']);
  });

  it('include moved and repeated lines', () => {
    expect(diffLines('a\nb', 'b\na')).toEqual(['- a', '+ a']);
    expect(diffLines('a', 'a\na')).toEqual(['+ a']);
  });

  it('are split if as many lines are added as removed, so that one can occur elsewhere', () => {
    expect(listEdits('x\na\nb\ny', 'x\nA\nB\ny')).toEqual([
      { removed: ['a'], added: ['A'] },
      { removed: ['b'], added: ['B'] },
    ]);
    expect(listEdits('x\na\ny', 'x\nA\nB\ny')).toEqual([{ removed: ['a'], added: ['A', 'B'] }]);
  });

  it('are a single edit for thousands of lines, quickly', () => {
    const lines = (word: string): string[] => Array.from({ length: 5_000 }, (_, line) => `${word} ${line}`);
    const [old, now] = [lines('old'), lines('new')];
    expect(listEdits(old.join('\n'), now.join('\n'))).toEqual([{ removed: old, added: now }]);
  });

  it('turn the first text into the second', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (old, now) => {
        const edits = listEdits(old.join('\n'), now.join('\n'));
        const out = edits.flatMap(({ removed }) => removed).length;
        const into = edits.flatMap(({ added }) => added).length;
        expect(old.length - out).toBe(now.length - into);
        expect(old.length - out).toBe(longestCommon(old, now));
      }),
    );
  });
});

function longestCommon(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  let row = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const next = [0];
    for (const [at, word] of other.entries())
      next.push(line === word ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('changed words', () => {
  it('are between the common start and end', () => {
    expect(diffWords('• Ann Lee, Engineer', '• Ann Li, Engineer')).toEqual({
      before: [
        { text: '• Ann ', changed: false },
        { text: 'Lee', changed: true },
        { text: ', Engineer', changed: false },
      ],
      after: [
        { text: '• Ann ', changed: false },
        { text: 'Li', changed: true },
        { text: ', Engineer', changed: false },
      ],
    });
  });

  it('are never split', () => {
    expect(diffWords('Müller', 'Mülle').after).toEqual([{ text: 'Mülle', changed: true }]);
  });
});

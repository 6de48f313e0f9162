import { expect, it } from 'vitest';
import { shortenDifferences } from './shown.ts';

const lines = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

it('shows the beginning of each difference, and counts the lines that it leaves out', () => {
  const edits = [{ removed: lines(6, 'there'), added: ['here'] }];
  expect(shortenDifferences([{ field: 'description', reason: 'edited', edits, more: 3 }])).toEqual([
    { field: 'description', removed: lines(4, 'there'), added: ['here'], more: 5 },
  ]);
});

it('stays small whatever a person wrote', () => {
  const fields = ['title', 'description', 'tags', 'category', 'language', 'start'] as const;
  const edits = [{ removed: lines(20, '\u{1F600}'.repeat(5000)), added: lines(20, 'x'.repeat(5000)) }];
  const shown = shortenDifferences(
    fields.map((field) => ({ field, reason: 'edited', edits, more: 0 }) as const),
  );
  expect(JSON.stringify(shown).length).toBeLessThan(10_000);
  expect(shown[0]?.removed[0]).toBe(`${'\u{1F600}'.repeat(160)}…`);
});

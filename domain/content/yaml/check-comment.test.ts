import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFile } from '../parse/parse.ts';

const word = fc.constantFrom(
  'Release',
  '#12',
  '#',
  '# ',
  ' ',
  '  ',
  'C#',
  ':',
  '"',
  "'",
  '- ',
  '>',
  '#Live',
  '\t',
);
const line = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join('')),
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\r\n\u2028\u2029\u0085]/.test(text)),
);

it('says so whenever a title is not what its line says, unless a comment is written as one', () => {
  fc.assert(
    fc.property(line, (written) => {
      const { record, problems } = parseFile('episode', 'episodes/a.yaml', `title: ${written}\n`);
      const words = written.trim().replace(/^(["'])(.*)\1$/s, '$2');
      const isComment = /[ \t]#(?: |\t|#)/.test(written) || /["'][ \t]+#/.test(written);
      if (record === undefined || record.title === words || isComment) return;
      const isQuoted = /^\s*["']/.test(written);
      if (!isQuoted) expect(problems.map(({ code }) => code)).toEqual(['cut-by-comment']);
    }),
    { seed: 20261130, numRuns: 2000 },
  );
});

it('names what was lost, at the place of the "#"', () => {
  const text = 'title: "T"\nchapters:\n  - time: "00:00"\n    title: Question #1\n';
  const { record, problems } = parseFile('episode', 'episodes/a.yaml', text);
  expect(record?.chapters).toEqual([{ seconds: 0, title: 'Question' }]);
  expect(problems).toEqual([
    expect.objectContaining({
      ...{ line: 4, column: 21, code: 'cut-by-comment' },
      message: 'chapters[0].title: expected the whole text, found "Question": " #" begins a comment',
      hint: 'Quotes keep it: "Question #1". If it is a comment, begin it with "# " and a word.',
    }),
  ]);
});

import { expect, test } from 'vitest';
import { text } from '../../contract/reports/text.ts';
import { renderMarkdown } from './markdown.ts';

test('facts in a row are one list, apart from other lists; a paragraph begins with its strong words', () => {
  expect(
    renderMarkdown([
      { kind: 'paragraph', strong: text`Paused`, text: text`by ann.` },
      { kind: 'fact', name: 'head', value: text`\`c0ffee\`` },
      { kind: 'fact', name: 'last', value: text`done` },
      { kind: 'paragraph', text: text`Running.` },
    ]),
  ).toBe('**Paused** by ann.\n\n* head: `c0ffee`\n* last: done\n\nRunning.');
});

test('counts are a table whose first column is wider than its words', () => {
  const columns = ['lane', 'units'] as const;
  expect(renderMarkdown([{ kind: 'counts', columns, rows: [['rewrite', 51]] }])).toBe(
    `| lane${'\u00a0'.repeat(7)} | units |\n|:--|--:|\n| rewrite | 51 |`,
  );
});

test('a list keeps the lines of an item together, and counts what it leaves out', () => {
  expect(
    renderMarkdown([
      { kind: 'list', strong: text`Two:`, text: text`these`, items: [text`a\nb`, text`c`], total: 1202 },
    ]),
  ).toBe('**Two:** these\n\n- a\n  b\n- c\n- and 1,200 more');
});

test('a diff is indented, so that it cannot end its own block', () => {
  expect(renderMarkdown([{ kind: 'diff', title: text`tags`, removed: ['```'], added: ['b'] }])).toBe(
    'tags:\n\n    - ```\n    + b',
  );
});

test('an update to another workflow names it', () => {
  const update = { name: 'check', workflowId: 'sync', argument: '{}', elsewhere: true } as const;
  const choices = { kind: 'choices', choices: [{ label: text`Look`, update }] } as const;
  expect(renderMarkdown([choices])).toContain('Look: send the update `check` to `sync` with\n');
  expect(renderMarkdown([{ kind: 'updates', names: ['check'], to: 'sync' }])).toContain(
    'Updates to `sync`: `check`, each',
  );
});

/** A key a line, as code. */
const ARGUMENT = ['', '    {', '      "by": "your name"', '    }'];

test('each choice has the update and the command to paste, and each update its argument', () => {
  const update = { name: 'accept', workflowId: 'sync', argument: '{"by":"your name"}' };
  expect(
    renderMarkdown([
      {
        kind: 'choices',
        choices: [
          { label: text`Both`, update, command: ['npx', 'x'] },
          { label: text`One`, update },
          { label: text`Two`, command: ['npx', 'x'] },
          { label: text`Or revert` },
        ],
      },
      { kind: 'updates', names: ['pause', 'resume'] },
    ]),
  ).toBe(
    [
      'Both: run `npx x`, or send the update `accept` with',
      ...ARGUMENT,
      '',
      'One: send the update `accept` with',
      ...ARGUMENT,
      '',
      'Two: run `npx x`',
      '',
      'Or revert',
      '',
      'Updates: `pause`, `resume`, each with the argument',
      ...ARGUMENT,
    ].join('\n'),
  );
});

import { expect, test } from 'vitest';
import { text } from '../../contract/reports/text.ts';
import { renderText } from './render-blocks.ts';

test('facts are in columns, and nothing has marks of Markdown', () => {
  expect(
    renderText([
      { kind: 'paragraph', strong: text`Paused`, text: text`by ann.` },
      { kind: 'fact', name: 'head', value: text`\`c0ffee\`` },
      { kind: 'fact', name: 'content', value: text`no problems` },
    ]),
  ).toBe('Paused by ann.\nhead     c0ffee\ncontent  no problems');
});

test('counts are one line, without those that are zero', () => {
  const columns = ['class', 'videos'] as const;
  const rows = [['same', 1200] as const, ['edited', 0] as const, ['unknown', 1] as const];
  expect(renderText([{ kind: 'counts', columns, rows }])).toBe('videos: 1,200 same, 1 unknown');
  expect(renderText([{ kind: 'counts', columns, rows: [] }])).toBe('videos: none');
});

test('a list indents its items and their further lines, and counts what it leaves out', () => {
  expect(renderText([{ kind: 'list', text: text`These:`, items: [text`a\nb`, text`c`], total: 1202 }])).toBe(
    'These:\n  a\n    b\n  c\n  and 1,200 more',
  );
});

test('a diff keeps its backticks and prints no control characters', () => {
  expect(renderText([{ kind: 'diff', title: text`tags`, removed: ['`a`'], added: ['\u001b[2J'] }])).toBe(
    'tags:\n  - `a`\n  + \ufffd[2J',
  );
});

test('each choice has the command, and the update with its workflow; updates that are always possible are left out', () => {
  const update = { name: 'accept', workflowId: 'sync', argument: '{"by":"your name"}' };
  expect(
    renderText([
      {
        kind: 'choices',
        choices: [
          { label: text`Both`, update, command: ['npx', 'x'] },
          { label: text`One`, update },
          { label: text`Or revert` },
        ],
      },
      { kind: 'updates', names: ['pause'] },
    ]),
  ).toBe(
    [
      '  Both: npx x',
      '    or send the update accept to sync with {"by":"your name"}',
      '  One: send the update accept to sync with {"by":"your name"}',
      '  Or revert',
    ].join('\n'),
  );
});

import { expect, it } from 'vitest';
import { parseFile } from '../../content/parse/parse.ts';
import { renderVerbatim } from './render-verbatim.ts';

const read = (text: string) => {
  const { record, problems } = parseFile('episode', 'episodes/a.yaml', `title: A\n${renderVerbatim(text)}`);
  return problems.length > 0 ? problems : record?.verbatim;
};

it('is a block where people can read one, and in quotes where a block would lose bytes', () => {
  const isBlock = (text: string) => /^verbatim: \|/.test(renderVerbatim(text));
  const blocks = [
    'One',
    'One\n\nTwo\n',
    'Caf\u00e9 \u{1f680}',
    '- a\n# b',
    'key: value',
    '日本語',
    '```\n  x',
  ];
  expect(blocks.filter((text) => !isBlock(text))).toEqual([]);
  const quoted = [
    '',
    ' One',
    'One ',
    'One \nTwo',
    'One\r\nTwo',
    'Cafe\u0301',
    '\u202eOne',
    '\n\nOne',
    'One\n\n',
  ];
  expect(quoted.filter(isBlock)).toEqual([]);
});

it('keeps a line of the text on a line of its own', () => {
  expect(renderVerbatim('One "1"\r\n  Two \r\n\\')).toBe(
    'verbatim: "One \\"1\\"\\r\\n\\\n  \\x20 Two \\r\\n\\\n  \\\\"\n',
  );
});

it('is not taken for lines that YAML joins', () => {
  const text = 'Chapters \n0:00 One\n1:00 Two\n2:00 Three';
  expect(read(text)).toBe(text);
});

const SIGNS = [
  ...[
    'a',
    'Z',
    ' ',
    ' ',
    '\n',
    '\n',
    '\r\n',
    '\t',
    '"',
    "'",
    '\\',
    '#',
    ':',
    ': ',
    ' #',
    '-',
    '- ',
    '?',
    '|',
    '>',
    '%',
  ],
  ...[
    '{{',
    '<b>',
    '&',
    '*',
    '!',
    '@',
    '`',
    'é',
    'e\u0301',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\u3000',
    '\ufeff',
  ],
  ...[
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\ud83d\ude80',
    '\ud800',
    '日',
    'ا',
  ],
  ...['---\n', '...\n', 'Episode 12', '\n---', '\n...'],
];

it('carries every byte of any text', () => {
  let seed = 7;
  const next = (most: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  for (let round = 0; round < 1500; round += 1) {
    const text = Array.from({ length: next(12) }, () => SIGNS[next(SIGNS.length)] ?? '').join('');
    expect(read(text), JSON.stringify(text)).toBe(text);
  }
});

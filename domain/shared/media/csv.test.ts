import { expect, test } from 'vitest';
import { csvNumber, csvRecord, csvText } from './csv.ts';

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['a, b', '"a, b"'],
  ['say "hi"', '"say ""hi"""'],
  ['=HYPERLINK("https://evil.example","x")', '"\'=HYPERLINK(""https://evil.example"",""x"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1+1', "' =1+1"],
  ['\uff1d1+1', "'\uff1d1+1"],
  ['1-1', '1-1'],
  ['two\r\nlines\tand a tab', 'two\ufffd\ufffdlines\ufffdand a tab'],
  ['\t=1+1', '\ufffd=1+1'],
  ['seven \u202e backwards', 'seven \ufffd backwards'],
])('%j is the cell %j', (text, cell) => {
  expect(csvText(text)).toBe(cell);
});

test('a number may be negative, and one that is not known is an empty cell', () => {
  expect(csvRecord([csvNumber(-3), csvNumber(undefined), csvNumber(0)])).toBe('-3,,0\r\n');
});

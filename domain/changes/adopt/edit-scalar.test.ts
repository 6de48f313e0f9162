import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import { patchText } from './edit-scalar.ts';

const FOLDED = `title: One
text: >- # ours
   one two
   three one

   four
tags: [a]
`;
const QUOTED = 'title: One\ntext: "one \\"two\\" three\\n\\nfour\\x2E" # ours\ntags: [a]\n';
const BROKEN = 'title: One\ntext: "one two\\\n  \\ three fo\\\n  ur\\n\\\n  five\\\\\\n six"\ntags: [a]\n';
const SINGLE = "title: One\ntext: 'it''s one,\n\n  and two'\ntags: [a]\n";
const PLAIN = 'title: One\ntext: one\n  two\n\n  three # ours\ntags: [a]\n';

const textOf = (file: string): string => (parseYaml(file).value as { text: string }).text;
const patch = (file: string, value: string): string | undefined => patchText(file, ['text'], value);

/** `[what changed, the file, [before, after] in its text, [before, after] in its bytes]`. */
describe('only the words that changed are written again, in the style of the text', () => {
  it.each<readonly [string, string, readonly [string, string], readonly [string, string]]>([
    ['a word before a line break', FOLDED, ['one\nfour', 'two\nfour'], ['three one', 'three two']],
    ['a word before a fold', FOLDED, ['two three', '2 three'], ['two\n', '2\n']],
    ['a word more after a line break', FOLDED, ['\nfour', '\nand four'], ['four', 'and four']],
    ['a paragraph more', FOLDED, ['\nfour', '\nnew\nfour'], ['four', 'new\n\n   four']],
    ['a paragraph less', FOLDED, ['\nfour', ''], ['\n\n   four', '']],
    [
      'words far apart',
      FOLDED,
      ['one two three one\nfour', '1 two three one\n4'],
      ['one two\n   three one\n\n   four', '1 two\n   three one\n\n   4'],
    ],
    ['a word after an escape', QUOTED, ['\n\nfour', '\n\nfive\n\nfour'], ['\\nfour', '\\nfive\\n\\nfour']],
    ['a word with quotes', QUOTED, ['"two"', '"2"'], ['two', '2']],
    ['a quote and a backslash more', QUOTED, ['three', 'a"b\\n'], ['three', 'a\\"b\\\\n']],
    ['a word before an escaped space', BROKEN, ['two three', '2 three'], ['two\\', '2\\']],
    ['a word after a word that is broken', BROKEN, ['five', '5'], ['five', '5']],
    ['a word that is broken', BROKEN, ['four', '4'], ['fo\\\n  ur', '4']],
    ['a word after a backslash and a break', BROKEN, [' six', ' 6'], [' six', ' 6']],
    ['an apostrophe more', SINGLE, ['one', "one's"], ['one', "one''s"]],
    ['a line more between single quotes', SINGLE, ['two', 'two\nthree'], ['two', 'two\n\n  three']],
    ['a plain word at the end of its line', PLAIN, ['one two', '1 two'], ['one\n', '1\n']],
    ['a line more in a plain text', PLAIN, ['three', 'new\nthree'], ['three', 'new\n\n  three']],
  ])('%s', (_what, file, [before, after], [was, is]) => {
    const value = textOf(file).replace(before, () => after);
    const patched = patch(file, value);
    expect(patched).toBe(file.replace(was, () => is));
    expect(textOf(patched ?? '')).toBe(value);
  });

  it('the one of many equal words that changed', () => {
    const words = Array.from({ length: 60 }, () => 'same');
    const fileOf = (all: readonly string[]): string =>
      `text: >\n  ${all.slice(0, 30).join('\n  ')}\n\n  ${all.slice(30).join('\n  ')}\n`;
    for (const at of [0, 29, 30, 44, 59]) {
      const expected = fileOf(words.with(at, 'other'));
      expect(patch(fileOf(words), textOf(expected))).toBe(expected);
    }
  });

  it('in a file with the line breaks of Windows', () => {
    const [before, after] = [FOLDED, FOLDED.replace('four', 'new\n\n   four')].map((file) =>
      file.replaceAll('\n', '\r\n'),
    );
    expect(patch(before ?? '', 'one two three one\nnew\nfour')).toBe(after);
  });
});

it.each([
  ['a word that begins a comment in it', PLAIN, 'one #two\nthree'],
  ['a line break in a text of one line', 'text: one two\n', 'one\ntwo'],
  ['space at the end of a folded text', FOLDED, 'one two three one\nfour\n\n'],
  ['no word of before', 'text: "Old"\n', 'New: "it"'],
])('a text needs another style for %s', (_what, file, value) => {
  expect(patch(file, value)).toBeUndefined();
});

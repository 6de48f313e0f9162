import { expect, it } from 'vitest';
import { splitUnits } from './breaks.ts';
import { layLines } from './lines.ts';

// Every letter half an em wide, as the arithmetic needs no font.
const unitsOf = (text: string) => splitUnits(text).map((unit) => ({ ...unit, width: unit.text.length / 2 }));
const metrics = { space: 0.5, lineHeight: 1 };
const lay = (text: string, width: number, height: number) =>
  layLines(unitsOf(text), metrics, { width, height, smallest: 10, largest: 100 });

it('takes the largest size at which the lines fill the height', () => {
  expect(lay('aaaa bbbb', 200, 200)).toEqual({ size: 100, lines: ['aaaa', 'bbbb'] });
  expect(lay('aaaa bbbb', 200, 90)).toEqual({ size: 45, lines: ['aaaa', 'bbbb'] });
});

it('evens the lines out without needing more of them', () => {
  expect(lay('aaa bbb ccc ddd', 60, 20).lines).toEqual(['aaa bbb', 'ccc ddd']);
});

it('leaves no short word behind on the last line where the lines before can give it one', () => {
  expect(lay('aaaaaaaaaa bbbbbbb cc dd', 60, 30).lines).toEqual(['aaaaaaaaaa', 'bbbbbbb', 'cc dd']);
});

it('ends in an ellipsis when the smallest size is too large, within the line', () => {
  expect(lay('aaaa bbbb cccc', 30, 20)).toEqual({ size: 10, lines: ['aaaa', 'bbbb…'] });
});

it('breaks between words, behind hyphens of long words, and before no closing mark', () => {
  const textsOf = (text: string) => splitUnits(text).map((unit) => unit.text);
  expect(textsOf('cloud-native e-mail')).toEqual(['cloud-', 'native', 'e-mail']);
  expect(textsOf('「第十二集」修复损坏的集群！')).toEqual(['「第十二集」', '修复', '损坏的', '集群！']);
  expect(textsOf('新しい機能について')).toEqual(['新しい', '機能について']);
});

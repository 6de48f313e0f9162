import { expect, it } from 'vitest';
import { splitUnits } from './breaks.ts';
import { layOutLines } from './lines.ts';

// Every letter is half an em wide: the arithmetic needs no font.
const unitsOf = (text: string) => splitUnits(text).map((unit) => ({ ...unit, width: unit.text.length / 2 }));
const metrics = { space: 0.5, lineHeight: 1 };
const lay = (text: string, width: number, height: number) =>
  layOutLines(unitsOf(text), metrics, { width, height, smallest: 10, largest: 100 });

it('takes the largest size at which the lines fill the height', () => {
  expect(lay('aaaa bbbb', 200, 200)).toEqual({ size: 100, lines: ['aaaa', 'bbbb'] });
  expect(lay('aaaa bbbb', 200, 90)).toEqual({ size: 45, lines: ['aaaa', 'bbbb'] });
});

it('balances the lines without adding one', () => {
  expect(lay('aaa bbb ccc ddd', 60, 20).lines).toEqual(['aaa bbb', 'ccc ddd']);
});

it('leaves no single short word on the last line if it can be avoided', () => {
  expect(lay('aaaaaaaaaa bbbbbbb cc dd', 60, 30).lines).toEqual(['aaaaaaaaaa', 'bbbbbbb', 'cc dd']);
});

it('ends in an ellipsis when the smallest size does not fit', () => {
  expect(lay('aaaa bbbb cccc', 30, 20)).toEqual({ size: 10, lines: ['aaaa', 'bbbb…'] });
});

it('breaks between words, after hyphens in long words, and not before closing marks', () => {
  const textsOf = (text: string) => splitUnits(text).map((unit) => unit.text);
  expect(textsOf('cloud-native e-mail')).toEqual(['cloud-', 'native', 'e-mail']);
  expect(textsOf('「第十二集」修复损坏的集群！')).toEqual(['「第十二集」', '修复', '损坏的', '集群！']);
  expect(textsOf('新しい機能について')).toEqual(['新しい', '機能について']);
});

import { expect, it } from 'vitest';
import { directionOf, markBrackets } from './direction.ts';

const rlm = '\u200f';
const lrm = '\u200e';

it.each([
  ['Kubernetes in the wild', 'ltr'],
  ['שלום עולם', 'rtl'],
  ['مقدمة في Kubernetes 1.35', 'rtl'],
  ['Kubernetes בעברית, פרק 12', 'rtl'],
  ['What שלום means', 'ltr'],
  ['🚀 123', 'ltr'],
])('%s is %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

it('gives a pair of brackets the direction of its content, or of what is before it', () => {
  expect(markBrackets('שלום (חלק ב) live', 'ltr')).toBe(`שלום (${rlm}חלק ב)${rlm} live`);
  expect(markBrackets('live (חלק ב)', 'ltr')).toBe(`live (${lrm}חלק ב)${lrm}`);
  expect(markBrackets('שלום (חלק live)', 'rtl')).toBe(`שלום (${rlm}חלק live)${rlm}`);
});

it('does not change brackets without letters, without a partner, or in left-to-right text', () => {
  for (const text of ['a (b)', 'שלום (12)', 'שלום (ab', 'שלום ) ab ('])
    expect(markBrackets(text, 'rtl')).toBe(text);
});

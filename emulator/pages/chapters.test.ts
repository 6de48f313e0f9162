import { expect, test } from 'vitest';
import { findChapters } from './chapters.ts';

test('lines that begin with a time are chapters', () => {
  const { chapters } = findChapters('Intro\n00:00 One\n01:30 - Two\n1:00:00 Three\nsee 12:00 there');
  expect(chapters.map(({ seconds, title }) => [seconds, title])).toEqual([
    [0, 'One'],
    [90, 'Two'],
    [3600, 'Three'],
  ]);
});

test.each([
  ['not at zero', '00:05 a\n01:00 b\n02:00 c', 'not at 0:00'],
  ['too few', '00:00 a\n01:00 b', 'at least 3'],
  ['too short', '00:00 a\n00:09 b\n02:00 c', '10 seconds'],
  ['not ascending', '00:00 a\n02:00 b\n01:00 c', '10 seconds'],
])('%s: no chapters, with the reason', (_name, text, problem) => {
  expect(findChapters(text)).toMatchObject({ chapters: [], problem: expect.stringContaining(problem) });
});

test('no times: no chapters and no problem', () => {
  expect(findChapters('Hello')).toEqual({ chapters: [] });
});

import { execFileSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { episodeStartOptions } from '../contract/search-attributes.ts';
import { toStaticSummary, toSummary } from '../contract/summary.ts';
import { printable, printableJson } from '../domain/shared/media/printable.ts';
import { renderShell } from '../domain/shared/media/shell.ts';
import { renderText } from '../scripts/lib/render-blocks.ts';
import { renderDetails } from '../workflows/details/markdown.ts';
import { describeEverything } from './support/every-report.ts';
import { findCiCommands, findInvisible, HOSTILE } from './support/hostile.ts';
import { findMarkup } from './support/markdown.ts';

const NAMES = describeEverything('x').map(([name]) => name);

describe.each(NAMES)('%s, with hostile text everywhere', (name) => {
  const describeWith = (text: string) => describeEverything(text).find((one) => one[0] === name)?.[1] ?? [];

  const countLines = (text: string): number => text.split('\n').length;

  it('in the Temporal UI nothing of it is markup', () => {
    const lines = countLines(renderDetails(describeWith('x'), 0));
    for (const text of HOSTILE) {
      const details = renderDetails(describeWith(text), 0);
      expect([...findMarkup(details), ...findInvisible(details)], JSON.stringify(text)).toEqual([]);
      expect(countLines(details), details).toBe(lines);
    }
  });

  it('on a terminal all of it is visible, and it adds no line', () => {
    const lines = countLines(renderText(describeWith('x')));
    for (const text of HOSTILE) {
      const printed = renderText(describeWith(text));
      expect(findInvisible(printed), JSON.stringify(text)).toEqual([]);
      expect(countLines(printed), printed).toBe(lines);
    }
  });
});

test.each(HOSTILE)('the summary and the details of a workflow show %j as code', (text) => {
  const { staticSummary, staticDetails } = episodeStartOptions({ episodeId: text, title: text, guests: [] });
  for (const shown of [staticSummary, staticDetails, toStaticSummary('12 episodes: ', text.repeat(90))]) {
    expect(findMarkup(shown)).toEqual([]);
    expect(findInvisible(shown)).toEqual([]);
  }
  expect(Buffer.byteLength(toStaticSummary('12 episodes: ', text.repeat(90)))).toBeLessThanOrEqual(200);
  expect(findInvisible(toSummary(text))).toEqual([]);
  expect(toSummary(text)).not.toContain('\n');
});

test('a shell takes each word of a command as it was', () => {
  const words = HOSTILE.map((word) => word.toWellFormed().replaceAll('\u0000', ''));
  const line = renderShell(['printf', '%s\\0', ...words]);
  expect(findInvisible(line)).toEqual([]);
  expect(line).not.toContain('\n');
  const read = execFileSync('bash', ['-c', line], { encoding: 'utf8' });
  expect(read.split('\0').slice(0, -1)).toEqual(words);
});

test('JSON stays exact', () => {
  const json = printableJson(JSON.stringify(HOSTILE, null, 2));
  expect(findInvisible(json)).toEqual([]);
  expect(JSON.parse(json)).toEqual(HOSTILE);
});

test.each(['👩‍💻 ❤️ 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 'می‌خواهم', 'क्‍ष', 'Ünï 日本語'])(
  '%s is printed as it is',
  (text) => {
    expect(printable(text)).toBe(text);
  },
);

test.each(HOSTILE)('an annotation of %j is one command', (text) => {
  expect(findCiCommands(printable(text)).length).toBeLessThanOrEqual(1);
});

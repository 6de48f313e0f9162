import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSample, parseSample, type Sample } from './samples.ts';

const AT = '2026-11-30T00:00:05Z';
const SAMPLE: Sample = {
  at: AT,
  rows: [
    { videoId: 'K72fOdbxXu8', episodeId: 'talks/one', show: 'talks', views: 1200, likes: 40, comments: 3 },
    { videoId: 'aaaaaaaaaaa', episodeId: 'two', views: 0 },
  ],
};
const TEXT = `at,video,episode,show,views,likes,comments
${AT},K72fOdbxXu8,talks/one,talks,1200,40,3
${AT},aaaaaaaaaaa,two,,0,,
`;

test('a sample is a line for each video, and the same when it is read again', () => {
  expect(formatSample(SAMPLE)).toBe(TEXT);
  expect(parseSample(TEXT)).toEqual(SAMPLE);
});

test('what is written is read again, whatever the numbers are', () => {
  const count = fc.option(fc.nat(), { nil: undefined });
  fc.assert(
    fc.property(
      fc.array(fc.record({ views: count, likes: count, comments: count }), { minLength: 1 }),
      (all) => {
        const rows = all.map((numbers, at) => {
          const known = Object.fromEntries(
            Object.entries(numbers).filter(([, value]) => value !== undefined),
          );
          return { videoId: `v${at}`, episodeId: `e/${at}`, ...known };
        });
        expect(parseSample(formatSample({ at: AT, rows }))).toEqual({ at: AT, rows });
      },
    ),
  );
});

test.each([
  ['nothing', ''],
  ['no row', 'at,video,episode,show,views,likes,comments\n'],
  ['another header', TEXT.replace('video,', 'id,')],
  ['a text that was cut off', TEXT.slice(0, -3)],
  ['two times', TEXT.replace(`${AT},aaa`, '2026-11-29T00:00:00Z,aaa')],
  ['no time', TEXT.replaceAll(AT, 'yesterday')],
  ['a formula', TEXT.replace('talks/one', '=1+1')],
  ['markup', TEXT.replace('K72fOdbxXu8', '<b>')],
  ['a negative number', TEXT.replace('1200', '-1')],
  ['a number that is too large to count with', TEXT.replace('1200', '9'.repeat(16))],
  ['a cell more', TEXT.replace(',3\n', ',3,4\n')],
])('%s is not a sample', (_what, text) => {
  expect(parseSample(text)).toBeUndefined();
});

import { expect, it } from 'vitest';
import type { WrittenVideo } from '../../contract/rewrite.ts';
import { toChangesPage } from './changes.ts';
import { NO_COUNTS, openRewrite } from './state.ts';

const withWritten = (written: readonly WrittenVideo[], count = written.length) => ({
  ...openRewrite({ commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 99, startedAt: 0 }),
  ...{ written, counts: { ...NO_COUNTS, written: count } },
});
const MANY = Array.from({ length: 45 }, (_, index) => ({ episodeId: `e${index}`, did: 'wrote title' }));

it('has 20 videos, and says how to see the next ones', () => {
  const first = toChangesPage(withWritten(MANY, 900), undefined);
  expect(first).toMatchObject({ page: 1, of: 3, written: 900, shown: 45 });
  expect(first.next).toBe('the next page: the same query with the argument 2');
  expect(first.videos.map(({ episode }) => episode)).toEqual(
    MANY.slice(0, 20).map(({ episodeId }) => episodeId),
  );
  const last = toChangesPage(withWritten(MANY, 900), 3);
  expect(last.videos.map(({ episode }) => episode)).toEqual(MANY.slice(40).map(({ episodeId }) => episodeId));
  expect(last.next).toContain('of any other video: npx showrunner history');
});

it.each([
  [2, 2],
  ['2', 2],
  [{ page: 2 }, 2],
  [2.9, 2],
  [null, 1],
  [0, 1],
  [-7, 1],
  [999, 3],
  ['two', 1],
  [[], 1],
  [{}, 1],
  [Number.POSITIVE_INFINITY, 1],
])('is always one that exists: %j is page %i', (asked, page) => {
  expect(toChangesPage(withWritten(MANY), asked).page).toBe(page);
});

it('of nothing is one page', () => {
  expect(toChangesPage(withWritten([]), 1)).toMatchObject({ page: 1, of: 1, written: 0, videos: [] });
});

it('shows before and after of each video, and nothing that a name hides or turns around', () => {
  const changes = [{ field: 'description' as const, removed: ['Ada'], added: ['A\u202eda\u0000'], more: 2 }];
  const page = toChangesPage(
    withWritten([
      { episodeId: 'a/one', title: 'O\u200bne', videoId: 'abcdefghijk', did: 'wrote description', changes },
      { episodeId: 'a/two', videoId: 'x', pages: 'http://127.0.0.1:1/videos', did: 'thumbnail uploaded' },
    ]),
    1,
  );
  expect(page.videos).toEqual([
    {
      ...{
        episode: 'a/one',
        title: 'O\ufffdne',
        video: 'https://youtu.be/abcdefghijk',
        did: 'wrote description',
      },
      changes: [{ field: 'description', before: ['Ada'], after: ['A\ufffdda\ufffd'], more: 2 }],
    },
    { episode: 'a/two', video: 'http://127.0.0.1:1/videos/x', did: 'thumbnail uploaded', changes: [] },
  ]);
});

import { describe, expect, it } from 'vitest';
import { compareCatalogs } from './changes.ts';
import { diffLines, renderPlan, renderSum } from './plan-text.ts';
import { buildCatalog } from './testing.ts';

type Written = Readonly<Record<string, unknown>>;

const NOW = Date.parse('2026-06-15T12:00:00Z');
const old = { guests: ['ann'], scheduledFor: '2026-01-01T12:00:00Z' };

function compare(
  before: Readonly<Record<string, Written>>,
  after: Readonly<Record<string, Written>>,
  name = 'Ann',
) {
  return compareCatalogs({
    base: buildCatalog({
      guests: { ann: { name: 'Ann', avatar: 'a.png' } },
      blobs: { 'guests/a.png': 'b' },
      episodes: before,
    }),
    head: buildCatalog({
      guests: { ann: { name, avatar: 'a.png' } },
      blobs: { 'guests/a.png': 'b' },
      episodes: after,
    }),
    now: NOW,
  });
}

describe('a plan as text', () => {
  it('tells what changes, why, how the texts differ, and what it costs', () => {
    const before = { a: { ...old, description: 'Text.' }, gone: {}, soon: { title: 'Old' } };
    const after = {
      a: { ...old, description: 'Text.' },
      b: { title: 'New stream', scheduledFor: '2026-07-01T12:00:00Z', thumbnail: 'keep' },
      soon: { title: 'New', thumbnail: 'keep' },
    };
    const text = renderPlan(compare(before, after, 'Anne'), 'abc1234');
    expect(text.replace(/[0-9a-f]{12}$/, 'SUM')).toBe(
      `abc1234

+ b: new
    New stream, 2026-07-01T12:00:00Z
~ a: description (shared cause)
    - • Ann
    + • Anne
~ soon: title, thumbnail
    - Old
    + New
! gone: no file names it any more; its video is left as it is

3 episodes, about 257 units, checksum SUM`,
    );
  });

  it('says when there is nothing', () => {
    expect(renderPlan(compare({ a: old }, { a: old }), 'abc1234')).toBe('abc1234: nothing to do');
  });

  it('is more than nothing with an orphan alone', () => {
    expect(renderPlan(compare({ a: old }, {}), 'abc1234')).toContain('! a: no file names it any more');
  });
});

it('sums N finished episodes to 51 N and a listing for each 50', () => {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_unused, n) => [`e${n}`, old]));
  expect(renderSum(compare(many, many, 'Anne'))).toMatch(
    /^51 episodes, about 2603 units, checksum [0-9a-f]{12}$/,
  );
  expect(renderSum(compare({ a: old }, { a: old }, 'Anne'))).toMatch(/^1 episode, about 52 units/);
});

it('shows lines that left, then lines that came, in their order', () => {
  expect(diffLines('a\nb\nc', 'a\nx\nc\ny')).toEqual(['- b', '+ x', '+ y']);
  expect(diffLines('a', 'a')).toEqual([]);
});

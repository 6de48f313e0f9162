import { expect, test } from 'vitest';
import type { VideoState } from '../lib/local-youtube.ts';
import { compareSnapshots, type Snapshot } from './channel.ts';
import { countDays, moveDate } from './dates.ts';
import { createNarrator } from './narrator.ts';
import { renderTable } from './table.ts';

test('dates move by whole days; time, zone, quotes and comments stay', () => {
  expect(moveDate('title: x\nscheduledFor: 2028-02-28T18:00:00+01:00 # why\n', 2)).toBe(
    'title: x\nscheduledFor: 2028-03-01T18:00:00+01:00 # why\n',
  );
  expect(moveDate('scheduledFor: "2026-01-01 10:00"\n', -1)).toBe('scheduledFor: "2025-12-31 10:00"\n');
  expect(moveDate('title: 2026-01-01\n', 5)).toBe('title: 2026-01-01\n');
});

test('days between are whole', () => {
  expect(countDays(Date.parse('2028-01-20T19:00:00Z'), Date.parse('2026-11-23T08:00:00Z'))).toBe(-423);
});

const video = (id: string, title: string): VideoState => ({
  id,
  title,
  description: '',
  categoryId: '28',
  privacyStatus: 'public',
  hasCustomThumbnail: false,
  thumbnailUrl: '',
});
const snapshot = (spent: number, videos: readonly VideoState[], seqs: readonly number[]): Snapshot => ({
  spent,
  playlists: [],
  videos: new Map(videos.map((one) => [one.id, one])),
  writes: seqs.map((seq) => ({
    seq,
    by: 'api',
    method: 'videos.update',
    status: 200,
    applied: true,
    units: 50,
  })),
});

test('two snapshots: what was added, what changed in which key, and the cost', () => {
  const before = snapshot(10, [video('a', 'A'), video('b', 'B')], [3]);
  const after = snapshot(61, [video('a', 'A'), video('b', 'B2'), video('c', 'C')], [3, 5]);
  const { added, changed, units, writes } = compareSnapshots(before, after);
  expect(added.map(({ id }) => id)).toEqual(['c']);
  expect(changed.map(({ video: { id }, keys }) => [id, keys])).toEqual([['b', ['title']]]);
  expect([units, writes.map(({ seq }) => seq)]).toEqual([51, [5]]);
});

test('a check that fails is printed and collected', () => {
  const lines: string[] = [];
  let now = 0;
  const narrator = createNarrator(
    (line) => lines.push(line),
    () => now,
  );
  narrator.startScene('First');
  now = 1500;
  narrator.print('two\nlines');
  narrator.check(true, 'fine');
  narrator.check(false, 'not fine');
  expect(lines).toEqual([
    '\n1. First',
    '   1.5 s  two\n          lines',
    'checked   fine',
    ' FAILED   not fine',
  ]);
  expect(narrator.failures).toEqual(['not fine']);
  expect(narrator.seconds()).toBe(1.5);
});

test('the table has its numbers at the right', () => {
  expect(renderTable([{ what: 'a commit', seconds: 1.23, units: 358, writes: 7 }])).toBe(
    'what      seconds  units  writes\na commit      1.2    358       7',
  );
});

import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sample } from '../../domain/render/report/samples.ts';
import { createFolder, removeFolder } from '../../test/support/git-repository.ts';
import { createStatisticsStore } from './statistics-store.ts';

let scratch: string;
let remote: string;
beforeEach(async () => {
  scratch = await createFolder();
  remote = join(scratch, 'remote.git');
  await execa('git', ['init', '--quiet', '--bare', remote]);
});
afterEach(() => removeFolder(scratch));

const folderOf = (name: string): string => join(scratch, name, 'kept.git');
const open = (name: string) => createStatisticsStore({ folder: folderOf(name), remote });
const sampleOf = (at: string, views: number): Sample => ({
  at,
  rows: [{ videoId: 'K72fOdbxXu8', episodeId: 'talks/one', show: 'talks', views, likes: 1, comments: 0 }],
});
const FIRST = sampleOf('2026-11-29T00:00:04Z', 10);
const SECOND = sampleOf('2026-11-30T00:00:04Z', 20);

test('a day is kept once, whichever worker is first, and read by any machine from a day on', async () => {
  const [one, two] = [open('one'), open('two')];
  expect(await one.recordDay('2026-11-29', FIRST)).toBe(true);
  const both = [
    one.recordDay('2026-11-30', SECOND),
    two.recordDay('2026-11-30', sampleOf('2026-11-30T00:00:09Z', 21)),
  ];
  expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
  expect(await one.recordDay('2026-11-29', sampleOf('2026-11-29T05:00:00Z', 99))).toBe(false);
  for (const store of [one, two, open('three')]) {
    const days = await store.readDays('2026-11-29');
    expect(days).toHaveLength(2);
    expect(days[0]).toEqual(FIRST);
    expect(await store.readDays('2026-11-30')).toEqual(days.slice(1));
  }
});

test('a person reads a day with git alone', async () => {
  await open('one').recordDay('2026-11-30', SECOND);
  const { stdout } = await execa('git', ['show', 'refs/showrunner/statistics/2026-11-30:statistics.csv'], {
    cwd: remote,
  });
  expect(stdout.split('\n')[1]).toBe('2026-11-30T00:00:04Z,K72fOdbxXu8,talks/one,talks,20,1,0');
});

test('what is kept without a remote is on this machine, and gets to a remote that is set later', async () => {
  const alone = createStatisticsStore({ folder: folderOf('one') });
  expect(alone.place).toContain('on this machine only');
  await alone.recordDay('2026-11-30', SECOND);
  expect(await open('one').recordDay('2026-11-30', SECOND)).toBe(false);
  expect(await open('two').readDays('2026-01-01')).toEqual([SECOND]);
});

test('a report that was sent is found again for the same receiver alone', async () => {
  const to = { kind: 'sponsor', id: 'example.lock' };
  const store = open('one');
  await store.recordSent(to, SECOND);
  await store.recordSent(to, FIRST);
  expect(await open('two').findLastSent(to)).toEqual(SECOND);
  expect(await store.findLastSent({ kind: 'guest', id: 'example.lock' })).toBeUndefined();
  expect(await store.readDays('2026-01-01')).toEqual([]);
});

test('a day that somebody else filled with anything is refused, and never read', async () => {
  const { stdout } = await execa('git', ['hash-object', '-w', '-t', 'tree', '/dev/null'], { cwd: remote });
  const commit = await execa(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@x', 'commit-tree', stdout, '-m', 'x'],
    {
      cwd: remote,
    },
  );
  await execa('git', ['update-ref', 'refs/showrunner/statistics/2026-11-30', commit.stdout], { cwd: remote });
  await expect(open('one').recordDay('2026-11-30', SECOND)).rejects.toThrow();
  expect(await open('two').readDays('2026-11-30')).toEqual([]);
});

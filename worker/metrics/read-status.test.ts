import { expect, it, vi } from 'vitest';
import type { SyncStatus } from '../../contract/sync.ts';
import { FULL_QUOTA, FULL_REWRITE } from '../../test/support/every-report.ts';
import { readStatus, type StatusSources } from './read-status.ts';

const NOTIFICATIONS = { receivers: [], open: 0, unlisted: 0, needs: [] };
const SYNC: SyncStatus = {
  ...{ seq: 1, refused: [], refusedCount: 0, orphaned: [], paused: false, lastEvent: '' },
  ...{ head: 'b', syncedCommit: 'a', headInfo: { commit: 'b', subject: 's', at: '2026-11-30T10:00:00Z' } },
};

/** `answers`: of each workflow; one that is missing does not answer. */
function open(answers: Readonly<Record<string, unknown>>) {
  const failed = vi.fn();
  const readTime = vi.fn(async () => '2026-11-29T10:00:00Z');
  const getHandle = (id: string) => ({
    query: async () => {
      if (!(id in answers)) throw new Error('no answer');
      return answers[id];
    },
  });
  const client = { workflow: { getHandle }, withDeadline: (_at: unknown, run: () => unknown) => run() };
  const sources = { client, repository: { readTime }, failed } as unknown as StatusSources;
  return { sources, failed, readTime };
}

const ALL = { sync: SYNC, quota: FULL_QUOTA, notifications: NOTIFICATIONS };

it('asks all of them, and the open rewrite', async () => {
  const sync = { ...SYNC, rewrite: 'rewrite/b' };
  const { sources, failed } = open({ ...ALL, sync, 'rewrite/b': FULL_REWRITE });
  expect(await readStatus(sources, {}, 7)).toEqual({
    ...{ readAt: 7, quota: FULL_QUOTA, sync, notifications: NOTIFICATIONS, rewrite: FULL_REWRITE },
    headAt: Date.parse('2026-11-30T10:00:00Z'),
    syncedAt: Date.parse('2026-11-29T10:00:00Z'),
  });
  expect(failed).not.toHaveBeenCalled();
});

it('reads the time of the head once when it is synced', async () => {
  const { sources, readTime } = open({ ...ALL, sync: { ...SYNC, syncedCommit: 'b' } });
  const { headAt, syncedAt } = await readStatus(sources, {}, 7);
  expect(syncedAt).toBe(headAt);
  expect(readTime).not.toHaveBeenCalled();
});

it('leaves out the time of a commit that this worker does not have', async () => {
  const { sources, readTime } = open(ALL);
  readTime.mockRejectedValue(new Error('no such commit'));
  expect(await readStatus(sources, {}, 7)).not.toHaveProperty('syncedAt');
});

it.each(['sync', 'quota', 'notifications'])('keeps what %s said when it does not answer', async (silent) => {
  const before = await readStatus(open(ALL).sources, {}, 7);
  const { [silent]: _silent, ...others } = ALL as Readonly<Record<string, unknown>>;
  const { sources, failed } = open(others);
  expect(await readStatus(sources, before, 9)).toEqual(before);
  expect(failed.mock.calls).toEqual([[silent]]);
});

it('forgets a rewrite that is over', async () => {
  const before = { rewrite: FULL_REWRITE, readAt: 3 };
  expect(await readStatus(open(ALL).sources, before, 9)).not.toHaveProperty('rewrite');
});

it('seeks kept numbers every ten minutes, and keeps the last ones when there are no others', async () => {
  const numbers = { status: 'kept', day: '2026-11-30', shows: [], detail: '' } as const;
  const readNumbers = vi.fn(async () => numbers as typeof numbers | undefined);
  const { sources, failed } = open(ALL);
  const known = await readStatus({ ...sources, readNumbers }, {}, 0);
  expect(known.numbers).toBe(numbers);
  const soon = await readStatus({ ...sources, readNumbers }, known, 599_999);
  expect([soon.numbers, readNumbers.mock.calls.length]).toEqual([numbers, 1]);
  readNumbers.mockRejectedValueOnce(new Error('gone'));
  const later = await readStatus({ ...sources, readNumbers }, soon, 600_000);
  expect([later.numbers, later.numbersSoughtAt]).toEqual([numbers, 600_000]);
  expect(failed.mock.calls).toEqual([['statistics']]);
});

it('seeks no numbers where none are kept', async () => {
  expect(await readStatus(open(ALL).sources, {}, 0)).not.toHaveProperty('numbersSoughtAt');
});

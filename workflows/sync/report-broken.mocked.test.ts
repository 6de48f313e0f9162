import { beforeEach, expect, it, vi } from 'vitest';
import { reportBroken } from './report-broken.ts';
import { NEW_SYNC, type SyncState } from './state.ts';

const world = vi.hoisted(() => ({ sent: [] as unknown[] }));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  getExternalWorkflowHandle: (id: string) => ({
    signal: async (_signal: unknown, problem: unknown) => {
      world.sent.push([id, problem]);
      if (id.endsWith('ended')) throw new Error('not found');
    },
  }),
}));
beforeEach(() => {
  world.sent = [];
});

const problem = { place: 'episodes/a.yaml:1:2', message: 'unknown-key: no such key' };
const open = (changes: Partial<SyncState> = {}): SyncState => ({
  ...NEW_SYNC,
  setsReasons: true,
  ...changes,
});

it('a broken file is shown by its episode, until it is valid again; one that has ended is left alone', async () => {
  const state = open();
  await reportBroken(state, {
    broken: [
      { episodeId: 'a', ...problem },
      { episodeId: 'ended', ...problem },
    ],
  });
  await reportBroken(state, {});
  await reportBroken(state, {});
  expect(world.sent).toEqual([
    ['episode/a', problem],
    ['episode/ended', problem],
    ['episode/a', {}],
    ['episode/ended', {}],
  ]);
});

it('a run of version 0.2 sends no such signal', async () => {
  await reportBroken(open({ setsReasons: undefined }), { broken: [{ episodeId: 'a', ...problem }] });
  expect(world.sent).toEqual([]);
});

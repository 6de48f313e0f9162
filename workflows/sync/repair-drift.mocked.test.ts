import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RewriteState } from '../rewrite/state.ts';
import { detectEndedRewrite } from './finish-rewrite.ts';
import { repairDrift } from './repair-drift.ts';
import { NEW_SYNC, recordSynced, type SyncState, toSyncStatus } from './state.ts';

const world = vi.hoisted(() => ({
  started: [] as RewriteState[],
  open: true,
  pendingApproval: undefined as unknown,
}));

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  startChild: async (_type: string, { args }: { args: [RewriteState] }) => world.started.push(...args),
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: {
    isOpen: { executeWithOptions: async () => world.open },
    planApproval: {
      executeWithOptions: async () =>
        world.pendingApproval === undefined ? {} : { pendingApproval: world.pendingApproval },
    },
  },
}));

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];
const OUT_OF_DATE = { commit: A, count: 2, episodes: ['e1', 'e2'] };
const synced = (more: Partial<SyncState> = {}): SyncState => ({
  ...NEW_SYNC,
  head: A,
  syncedCommit: A,
  earlierCommits: [B],
  ...more,
});
const rewrite = { workflowId: 'rewrite/a', commit: A };

beforeEach(() => {
  Object.assign(world, { started: [], open: true, pendingApproval: undefined });
});

describe('what a check found out of date', () => {
  it('is rewritten, with every commit that may be on YouTube, and a new seq', async () => {
    const state = synced({ seq: 9e15 });
    await repairDrift(state, OUT_OF_DATE);
    expect(world.started).toMatchObject([
      { commit: A, only: ['e1', 'e2'], total: 2, baseCommits: [A, B], seq: 9e15 + 1 },
    ]);
    expect(state).toMatchObject({ rewrite: { commit: A }, syncedCommit: A, seq: 9e15 + 1 });
  });

  it('needs an approval as any rewrite does, and stays paused when rewrites are', async () => {
    const open = {
      checksum: 'c',
      changeKeys: ['p1', 'p2'],
      units: 1,
      exceeded: [],
      first: [],
      sampleDiffs: [],
    };
    world.pendingApproval = { open, checksum: 'c' };
    const state = synced({ rewritePausedBy: 'ann' });
    await repairDrift(state, OUT_OF_DATE);
    expect(world.started).toMatchObject([
      { excluded: { open }, excludedKeys: ['p1', 'p2'], end: 0, pausedBy: 'ann' },
    ]);
    expect(state.pendingApproval).toEqual({ commit: A, checksum: 'c', changeKeys: ['p1', 'p2'] });
  });

  it.each<[string, Partial<SyncState>]>([
    ['is paused by ann', { pausedBy: 'ann' }],
    ['waits for a person', { blockedCommit: { commit: B, subject: 's', orphaned: 2, of: 9, first: [] } }],
    ['while rewrite/a is running', { rewrite }],
    ['a newer commit', { syncedCommit: B }],
  ])('is left to the next check, with the reason: %s', async (words, more) => {
    const state = synced(more);
    await repairDrift(state, OUT_OF_DATE);
    expect(world.started).toEqual([]);
    expect(state.lastEvent).toMatch(/^a check found 2 episodes of aaaaaaaaaa out of date: nothing is done/);
    expect(state.lastEvent).toContain(words);
  });

  it('is nothing when nothing is out of date', async () => {
    const state = synced();
    await repairDrift(state, { ...OUT_OF_DATE, count: 0, episodes: [] });
    expect([world.started, state]).toEqual([[], synced()]);
  });
});

describe('a terminated rewrite', () => {
  const counts = {
    written: 1,
    unchanged: 0,
    'not-ours': 0,
    edited: 0,
    deferred: 0,
    stalled: 0,
    failed: 0,
    missed: 0,
  };

  it('is dropped, so that its commit is compared again', async () => {
    world.open = false;
    const state = synced({ syncedCommit: B, rewrite });
    expect(await detectEndedRewrite(state, () => [])).toBe(true);
    expect(state).toMatchObject({ rewrite: undefined, syncedCommit: B });
    expect(state.lastEvent).toContain('rewrite/a was ended before');
  });

  it('is not one whose result has just arrived', async () => {
    world.open = false;
    const state = synced({ syncedCommit: B, rewrite });
    expect(await detectEndedRewrite(state, () => [{ commit: A, superseded: false, counts }])).toBe(false);
    expect(state).toMatchObject({ rewrite: undefined, syncedCommit: A });
  });

  it('is not one that is running', async () => {
    const state = synced({ syncedCommit: B, rewrite });
    expect(await detectEndedRewrite(state, () => [])).toBe(false);
    expect(state.rewrite).toEqual(rewrite);
  });
});

describe('the commits that may be on YouTube', () => {
  it('are the commit dispatched last, the synced one, and the three synced before', () => {
    const state: SyncState = { ...NEW_SYNC };
    for (const commit of ['c1', 'c2', 'c3', 'c4', 'c5', 'c5']) recordSynced(state, commit);
    expect(state.earlierCommits).toEqual(['c2', 'c3', 'c4']);
    expect(toSyncStatus(state).comparedWith).toEqual({ commit: 'c5', baseCommits: ['c5', 'c2', 'c3', 'c4'] });
    const open = { ...state, dispatched: ['c6'] };
    expect(toSyncStatus(open).comparedWith).toEqual({
      commit: 'c6',
      baseCommits: ['c6', 'c5', 'c2', 'c3', 'c4'],
    });
  });

  it('are unknown before anything was synced', () => {
    expect(toSyncStatus({ ...NEW_SYNC, dispatched: ['c1'] })).not.toHaveProperty('comparedWith');
  });
});

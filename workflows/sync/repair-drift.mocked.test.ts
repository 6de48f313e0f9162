import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RewriteState } from '../rewrite/state.ts';
import { noticeEnded } from './finish-rewrite.ts';
import { bringBack } from './repair-drift.ts';
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
const TOLD = { commit: A, count: 2, episodes: ['e1', 'e2'] };
const settled = (more: Partial<SyncState> = {}): SyncState => ({
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

describe('what a check found behind', () => {
  it('is rewritten by itself, with everything of ours that may stand there, under a new number', async () => {
    const state = settled({ seq: 9e15 });
    await bringBack(state, TOLD);
    expect(world.started).toMatchObject([
      { commit: A, only: ['e1', 'e2'], total: 2, baseCommits: [A, B], seq: 9e15 + 1 },
    ]);
    expect(state).toMatchObject({ rewrite: { commit: A }, syncedCommit: A, seq: 9e15 + 1 });
  });

  it('asks a person as any rewrite does, and goes on paused where rewrites are', async () => {
    const open = {
      checksum: 'c',
      changeKeys: ['p1', 'p2'],
      units: 1,
      exceeded: [],
      first: [],
      sampleDiffs: [],
    };
    world.pendingApproval = { open, both: 'c' };
    const state = settled({ rewritePausedBy: 'ann' });
    await bringBack(state, TOLD);
    expect(world.started).toMatchObject([
      { excluded: { open }, excludedKeys: ['p1', 'p2'], end: 0, pausedBy: 'ann' },
    ]);
    expect(state.pendingApproval).toEqual({ commit: A, checksum: 'c', changeKeys: ['p1', 'p2'] });
  });

  it.each<[string, Partial<SyncState>]>([
    ['is paused by ann', { pausedBy: 'ann' }],
    ['waits for a person', { blockedCommit: { commit: B, subject: 's', orphaned: 2, of: 9, first: [] } }],
    ['beside rewrite/a', { rewrite }],
    ['a newer commit', { syncedCommit: B }],
  ])('is left to the next check, and that is said: %s', async (words, more) => {
    const state = settled(more);
    await bringBack(state, TOLD);
    expect(world.started).toEqual([]);
    expect(state.lastEvent).toMatch(/^a check found 2 of aaaaaaaaaa behind: nothing is done/);
    expect(state.lastEvent).toContain(words);
  });

  it('is nothing where nothing is behind', async () => {
    const state = settled();
    await bringBack(state, { ...TOLD, count: 0, episodes: [] });
    expect([world.started, state]).toEqual([[], settled()]);
  });
});

describe('a rewrite that somebody terminated', () => {
  const counts = { written: 1, unchanged: 0, edited: 0, deferred: 0, stalled: 0, failed: 0, missed: 0 };

  it('is let go, so that its commit is looked at again', async () => {
    world.open = false;
    const state = settled({ syncedCommit: B, rewrite });
    expect(await noticeEnded(state, () => [])).toBe(true);
    expect(state).toMatchObject({ rewrite: undefined, syncedCommit: B });
    expect(state.lastEvent).toContain('rewrite/a was ended by somebody');
  });

  it('is not taken for one whose last word has just arrived', async () => {
    world.open = false;
    const state = settled({ syncedCommit: B, rewrite });
    expect(await noticeEnded(state, () => [{ commit: A, superseded: false, counts }])).toBe(false);
    expect(state).toMatchObject({ rewrite: undefined, syncedCommit: A });
  });

  it('is none while it runs', async () => {
    const state = settled({ syncedCommit: B, rewrite });
    expect(await noticeEnded(state, () => [])).toBe(false);
    expect(state.rewrite).toEqual(rewrite);
  });
});

describe('what may stand on YouTube', () => {
  it('is the commit handed over last, what was settled, and the three settled before', () => {
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

  it('is unknown before anything was settled', () => {
    expect(toSyncStatus({ ...NEW_SYNC, dispatched: ['c1'] })).not.toHaveProperty('comparedWith');
  });
});

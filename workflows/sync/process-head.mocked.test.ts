import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReconcileBatch, ReconcileTarget, RewriteResult } from '../../contract/rewrite.ts';
import type { CommitPlan } from '../../contract/sync.ts';
import { NO_COUNTS, type RewriteState } from '../rewrite/state.ts';
import { recordDecision } from './approvals.ts';
import { recordResult } from './finish-rewrite.ts';
import { addToEvent, processHead } from './process-head.ts';
import { MAX_DISPATCHED, NEW_SYNC, type SyncState } from './state.ts';

/** What the world says, and what was done to it, in order. */
const world = vi.hoisted(() => ({
  head: '',
  plan: {} as object,
  planned: [] as object[],
  pendingApproval: [] as ReconcileBatch[],
  started: [] as RewriteState[],
  done: [] as string[],
  results: [] as RewriteResult[],
  askFails: false,
  startFails: undefined as Error | undefined,
  ends: false,
  open: true,
  whilePlanning: (): unknown => undefined,
}));

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  condition: async (holds: () => boolean) => holds(),
  getExternalWorkflowHandle: (id: string) => ({
    signal: async (signal: { name: string }) => world.done.push(`${signal.name} ${id}`),
  }),
  startChild: async (_type: string, options: { workflowId: string; args: [RewriteState] }) => {
    world.done.push(`start ${options.workflowId}`);
    if (world.startFails !== undefined) throw world.startFails;
    world.started.push(...options.args);
  },
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: {
    readHead: async () => world.head,
    isOpen: { executeWithOptions: async () => world.open },
    planCommit: {
      executeWithOptions: async (_options: unknown, [scope]: [object]) => {
        world.planned.push(scope);
        world.whilePlanning();
        return world.plan;
      },
    },
  },
  episodeActivities: {
    reconcileEpisodes: {
      executeWithOptions: async (_options: unknown, [input]: [ReconcileBatch]) => {
        if (world.askFails) throw new Error('not reached');
        world.done.push(`ask ${input.targets.length}`);
        world.pendingApproval.push(input);
        const { ends } = world;
        return input.targets.map(({ episodeId }) => ({
          episodeId,
          kind: 'written',
          spent: 0,
          detail: 'd',
          ...(ends ? { ends } : {}),
        }));
      },
    },
  },
}));

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];
const own = (count: number): CommitPlan['direct'] =>
  Array.from({ length: count }, (_, index) => ({
    episodeId: `e${index}`,
    title: 't',
    guests: [],
    units: 51,
  }));
const plan = (more: Partial<CommitPlan> = {}): CommitPlan => ({
  usable: true,
  subject: 'subject',
  direct: [],
  indirect: 0,
  refused: [],
  refusedCount: 0,
  orphaned: [],
  ...more,
});
const endOf = (commit: string, superseded = false): RewriteResult => ({
  commit,
  superseded,
  counts: { ...NO_COUNTS, written: 2, stalled: 1 },
});

async function processCommit(
  head: string,
  state: SyncState,
  more: Partial<CommitPlan> = {},
): Promise<SyncState> {
  Object.assign(world, { head, plan: plan(more) });
  await processHead(state, { show: () => undefined, drainResults: () => world.results.splice(0) });
  return state;
}

beforeEach(() => {
  Object.assign(world, {
    planned: [],
    pendingApproval: [],
    started: [],
    done: [],
    results: [],
    askFails: false,
    startFails: undefined,
    ends: false,
    open: true,
    whilePlanning: () => undefined,
  });
});

describe('processHead', () => {
  it('does nothing at a head that is synced, or that the open rewrite is about', async () => {
    await processCommit(A, { ...NEW_SYNC, head: A, syncedCommit: A });
    await processCommit(A, { ...NEW_SYNC, head: A, rewrite: { workflowId: 'rewrite/a', commit: A } });
    expect([world.planned, world.done]).toEqual([[], []]);
  });

  it('processes a head again that it never synced', async () => {
    expect((await processCommit(A, { ...NEW_SYNC, head: A })).syncedCommit).toBe(A);
  });

  it('syncs a commit at once when it changes nothing', async () => {
    const state = await processCommit(B, { ...NEW_SYNC, head: A, syncedCommit: A });
    expect(state).toMatchObject({ head: B, syncedCommit: B, dispatched: [] });
    expect(world.planned).toMatchObject([{ commit: B, baseCommits: [A] }]);
    expect(world.started).toEqual([]);
  });

  it('reconciles 25 at a time, with one seq that grows, and syncs when all have answered', async () => {
    const state = await processCommit(
      B,
      { ...NEW_SYNC, head: A, syncedCommit: A, seq: 9e15 },
      { direct: own(60) },
    );
    expect(world.pendingApproval.map(({ targets }) => targets.length)).toEqual([25, 25, 10]);
    expect(world.pendingApproval[0]).toMatchObject({
      request: { commit: B, seq: 9e15 + 1, baseCommits: [A], cause: 'direct' },
      requestId: `sync#${9e15 + 1}.after`,
    });
    expect(state.syncedCommit).toBe(B);
  });

  it('does not sync what it could not dispatch', async () => {
    const state: SyncState = { ...NEW_SYNC, head: A, syncedCommit: A };
    world.askFails = true;
    await expect(processCommit(B, state, { direct: own(1) })).rejects.toThrow('not reached');
    expect(state).toMatchObject({ syncedCommit: A, dispatched: [B] });
  });

  it('reconciles direct changes before it starts the rewrite, which syncs the commit later', async () => {
    const state = await processCommit(
      B,
      { ...NEW_SYNC, head: A, syncedCommit: A },
      { direct: own(1), indirect: 3 },
    );
    expect(world.done).toEqual(['budgetChanged quota', 'ask 1', 'start rewrite/bbbbbbbbbb']);
    expect(world.started[0]).toMatchObject({ commit: B, baseCommits: [A], total: 3, seq: state.seq });
    expect(state).toMatchObject({ syncedCommit: A, dispatched: [B], rewrite: { commit: B } });
  });

  it('goes on with a rewrite that a terminated sync has just started, and fails when one cannot start', async () => {
    world.startFails = new WorkflowExecutionAlreadyStartedError('is running', 'rewrite/b', 'rewrite');
    const synced: SyncState = { ...NEW_SYNC, head: A, syncedCommit: A };
    expect(await processCommit(B, { ...synced }, { indirect: 1 })).toMatchObject({ rewrite: { commit: B } });
    world.startFails = new Error('no namespace');
    await expect(processCommit(B, { ...synced }, { indirect: 1 })).rejects.toThrow('no namespace');
  });

  it('supersedes the open rewrite first, and counts its commit among those that may be on YouTube', async () => {
    const rewrite = { workflowId: 'rewrite/a', commit: A };
    world.results = [endOf(A, true)];
    const state: SyncState = { ...NEW_SYNC, head: A, syncedCommit: 'old', dispatched: [A], rewrite };
    await processCommit(B, state, { indirect: 1 });
    expect(world.done).toEqual(['budgetChanged quota', 'supersede rewrite/a', 'start rewrite/bbbbbbbbbb']);
    expect(world.started[0]?.baseCommits).toEqual(['old', A]);
    expect(state).toMatchObject({ syncedCommit: 'old', rewrite: { commit: B } });
  });

  it('reconciles open episodes at once, the others when the previous rewrite has stopped', async () => {
    const superseding = async (more: Partial<CommitPlan>): Promise<ReconcileBatch[]> => {
      world.results = [endOf(A, true)];
      Object.assign(world, { pendingApproval: [], done: [] });
      const rewrite = { workflowId: 'rewrite/a', commit: A };
      await processCommit(B, { ...NEW_SYNC, head: A, syncedCommit: 'old', dispatched: [A], rewrite }, more);
      return world.pendingApproval;
    };
    const [one, two] = own(2) as [ReconcileTarget, ReconcileTarget];
    const waiting: ReconcileTarget = { ...two, staysOpen: true };
    const asked = await superseding({ direct: [one, waiting] });
    expect(world.done).toEqual(['budgetChanged quota', 'ask 1', 'supersede rewrite/a', 'ask 1']);
    expect(asked.map(({ targets }) => targets)).toEqual([[waiting], [one]]);
    const moved = { ...one, episodeId: 'former' };
    const batches = await superseding({ direct: [waiting], moved: [moved] });
    expect(world.done).toEqual(['budgetChanged quota', 'supersede rewrite/a', 'ask 2']);
    expect(batches[0]?.targets).toEqual([moved, waiting]);
  });

  it('reconciles again, as a different request, an episode that ended while a rewrite was open', async () => {
    world.ends = true;
    world.results = [endOf(A, true)];
    const waiting: ReconcileTarget[] = own(2).map((target) => ({ ...target, staysOpen: true }));
    const rewrite = { workflowId: 'rewrite/a', commit: A };
    const state = { ...NEW_SYNC, head: A, syncedCommit: 'old', dispatched: [A] };
    await processCommit(B, { ...state, rewrite }, { direct: waiting });
    expect(world.done).toEqual(['budgetChanged quota', 'ask 2', 'supersede rewrite/a', 'ask 2']);
    const [first, second] = world.pendingApproval;
    expect(second?.targets).toEqual(first?.targets);
    expect(second?.requestId).not.toBe(first?.requestId);
    world.done = [];
    await processCommit(B, { ...state }, { direct: waiting });
    expect(world.done).toEqual(['budgetChanged quota', 'ask 2']);
  });

  it('excludes what waits for a person, records the pending approval, and stays paused', async () => {
    const open = {
      checksum: 'x',
      changeKeys: ['p1', 'p2'],
      units: 1,
      exceeded: [],
      first: [],
      sampleDiffs: [],
    };
    const before: SyncState = { ...NEW_SYNC, head: A, syncedCommit: A, rewritePausedBy: 'ann' };
    const state = await processCommit(B, before, { indirect: 3, pendingApproval: { open, checksum: 'x' } });
    expect(world.started[0]).toMatchObject({ excludedKeys: ['p1', 'p2'], end: 1, pausedBy: 'ann' });
    expect(state.pendingApproval).toEqual({ commit: B, checksum: 'x', changeKeys: ['p1', 'p2'] });
    const gone = await processCommit('c', { ...state, rewrite: undefined });
    expect([gone.pendingApproval, gone.rewritePausedBy]).toEqual([undefined, undefined]);
  });

  it('plans again after a decision made meanwhile: no commit bypasses a rejection', async () => {
    const state: SyncState = { ...NEW_SYNC, head: A, syncedCommit: A };
    world.whilePlanning = () => {
      world.whilePlanning = () => undefined;
      recordDecision(state, { commit: A, rejected: ['p1'] });
    };
    await processCommit(B, state, { indirect: 3 });
    expect(world.planned).toMatchObject([
      { priorDecisions: { rejected: [] } },
      { priorDecisions: { rejected: ['p1'] } },
    ]);
    expect(world.started).toHaveLength(1);
  });

  it('starts with a preflight when nothing is known of the channel, with the prior decisions', async () => {
    await processCommit(B, { ...NEW_SYNC, rejected: ['p1'] }, { indirect: 3, needsPreflight: true });
    expect(world.started[0]).toMatchObject({
      baseCommits: [],
      preflight: { found: [], priorDecisions: { rejected: ['p1'] } },
    });
  });

  it('records problems and does nothing without a usable academy.yaml', async () => {
    const refused = [{ path: 'academy.yaml', line: 1, column: 1, code: 'c', message: 'm' }];
    const state: SyncState = { ...NEW_SYNC, head: A, syncedCommit: A };
    await processCommit(B, state, { usable: false, refused, refusedCount: 1, indirect: 5 });
    expect(state).toMatchObject({ head: B, syncedCommit: A, dispatched: [], refused, refusedCount: 1 });
    expect(world.done).toEqual([]);
  });

  it('records one dispatched commit more than the limit, to know that it is exceeded', async () => {
    const handed = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const state = await processCommit(
      B,
      { ...NEW_SYNC, syncedCommit: A, dispatched: handed },
      { indirect: 1 },
    );
    expect(state.dispatched).toHaveLength(MAX_DISPATCHED + 1);
    expect(state.dispatched.at(-1)).toBe(B);
    expect(world.planned).toMatchObject([{ baseCommits: [] }]);
  });
});

describe('the end of a rewrite', () => {
  const open = (): SyncState => ({
    ...NEW_SYNC,
    syncedCommit: 'old',
    dispatched: [A, B],
    rewrite: { workflowId: 'rewrite/a', commit: A },
  });

  it('syncs its commit when it ran to the end; later commits may still be on YouTube', () => {
    const state = open();
    recordResult(state, endOf(A));
    expect(state).toMatchObject({ syncedCommit: A, dispatched: [B], rewrite: undefined });
    expect(state.lastEvent).toBe('rewrite of aaaaaaaaaa done: 2 written, 1 wait for a person');
  });

  it('syncs nothing when it was superseded', () => {
    const state = open();
    recordResult(state, endOf(A, true));
    expect(state).toMatchObject({ syncedCommit: 'old', dispatched: [A, B], rewrite: undefined });
  });

  it('of another rewrite changes nothing', () => {
    const state = open();
    recordResult(state, endOf(B));
    expect(state).toEqual(open());
  });
});

describe('an episode on the list of what needs a person', () => {
  const subject = {
    workflowId: 'episode/e1',
    needs: [{ reason: 'edited' as const, message: 'x', since: 1 }],
  };
  const listedOf = () =>
    (world.pendingApproval as ReconcileBatch[])
      .flatMap(({ targets }) => targets)
      .filter(({ listed }) => listed)
      .map(({ episodeId }) => episodeId);

  it('is asked to report again, and after the loss of all state every one is', async () => {
    const state = { ...NEW_SYNC, head: A, syncedCommit: A, needs: { subjects: [subject], unlisted: {} } };
    await processCommit(B, state, { direct: own(3) });
    expect(listedOf()).toEqual(['e1']);
    world.pendingApproval.splice(0);
    await processCommit(B, { ...NEW_SYNC }, { direct: own(3) });
    expect(listedOf()).toEqual(['e0', 'e1', 'e2']);
  });
});

it('keeps whole sentences of a long event, and counts the answers that it leaves out', () => {
  const results = (number: number, detail = 'wrote title') =>
    Array.from({ length: number }, () => ({ episodeId: 'a', kind: 'written' as const, spent: 0, detail }));
  const first = addToEvent('c1 Add: 9 episodes', results(1));
  expect(first).toBe('c1 Add: 9 episodes; a: written, wrote title');
  const second = addToEvent(first, results(3, 'x'.repeat(400)));
  expect(second).toBe(`${first}; and 3 more answers`);
  expect(addToEvent(second, results(2))).toBe(`${first}; and 5 more answers`);
});

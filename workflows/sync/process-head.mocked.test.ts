import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskInput, AskTarget, RewriteResult } from '../../contract/rewrite.ts';
import type { SyncPlan } from '../../contract/sync.ts';
import { NO_COUNTS, type RewriteState } from '../rewrite/state.ts';
import { recordDecision } from './approvals.ts';
import { recordResult } from './finish-rewrite.ts';
import { follow } from './process-head.ts';
import { MOST_HANDED, NEW_SYNC, type SyncState } from './state.ts';

/** What the world says, and what was done to it, in order. */
const world = vi.hoisted(() => ({
  head: '',
  plan: {} as object,
  planned: [] as object[],
  asked: [] as AskInput[],
  started: [] as RewriteState[],
  done: [] as string[],
  results: [] as RewriteResult[],
  askFails: false,
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
    world.started.push(...options.args);
  },
}));
vi.mock('../activity-proxies.ts', () => ({
  readActivities: {
    readHead: async () => world.head,
    isOpen: { executeWithOptions: async () => world.open },
    planSync: {
      executeWithOptions: async (_options: unknown, [scope]: [object]) => {
        world.planned.push(scope);
        world.whilePlanning();
        return world.plan;
      },
    },
  },
  askActivities: {
    askEpisodes: {
      executeWithOptions: async (_options: unknown, [input]: [AskInput]) => {
        if (world.askFails) throw new Error('not reached');
        world.done.push(`ask ${input.targets.length}`);
        world.asked.push(input);
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
const own = (count: number): SyncPlan['own'] =>
  Array.from({ length: count }, (_, index) => ({
    episodeId: `e${index}`,
    title: 't',
    guests: [],
    units: 51,
  }));
const plan = (more: Partial<SyncPlan> = {}): SyncPlan => ({
  usable: true,
  subject: 'subject',
  own: [],
  shared: 0,
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

async function followTo(head: string, state: SyncState, said: Partial<SyncPlan> = {}): Promise<SyncState> {
  Object.assign(world, { head, plan: plan(said) });
  await follow(
    state,
    () => undefined,
    () => world.results.splice(0),
  );
  return state;
}

beforeEach(() => {
  Object.assign(world, {
    planned: [],
    asked: [],
    started: [],
    done: [],
    results: [],
    askFails: false,
    ends: false,
    open: true,
    whilePlanning: () => undefined,
  });
});

describe('follow', () => {
  it('does nothing at a head that is settled, or that the open rewrite brings about', async () => {
    await followTo(A, { ...NEW_SYNC, head: A, settled: A });
    await followTo(A, { ...NEW_SYNC, head: A, rewrite: { workflowId: 'rewrite/a', commit: A } });
    expect([world.planned, world.done]).toEqual([[], []]);
  });

  it('looks again at a head that it never settled', async () => {
    expect((await followTo(A, { ...NEW_SYNC, head: A })).settled).toBe(A);
  });

  it('settles at once what changes nothing', async () => {
    const state = await followTo(B, { ...NEW_SYNC, head: A, settled: A });
    expect(state).toMatchObject({ head: B, settled: B, handed: [] });
    expect(world.planned).toMatchObject([{ commit: B, bases: [A] }]);
    expect(world.started).toEqual([]);
  });

  it('wakes by 25, under one number that grows, and settles when all have answered', async () => {
    const state = await followTo(B, { ...NEW_SYNC, head: A, settled: A, seq: 9e15 }, { own: own(60) });
    expect(world.asked.map(({ targets }) => targets.length)).toEqual([25, 25, 10]);
    expect(world.asked[0]).toMatchObject({
      wake: { commit: B, seq: 9e15 + 1, bases: [A], cause: 'own' },
      requestId: `sync#${9e15 + 1}.after`,
    });
    expect(state.settled).toBe(B);
  });

  it('does not settle what it could not hand over', async () => {
    const state: SyncState = { ...NEW_SYNC, head: A, settled: A };
    world.askFails = true;
    await expect(followTo(B, state, { own: own(1) })).rejects.toThrow('not reached');
    expect(state).toMatchObject({ settled: A, handed: [B] });
  });

  it('wakes by their own file before it opens the rewrite, which settles later', async () => {
    const state = await followTo(B, { ...NEW_SYNC, head: A, settled: A }, { own: own(1), shared: 3 });
    expect(world.done).toEqual(['recheck quota', 'ask 1', 'start rewrite/bbbbbbbbbb']);
    expect(world.started[0]).toMatchObject({ commit: B, bases: [A], total: 3, seq: state.seq });
    expect(state).toMatchObject({ settled: A, handed: [B], rewrite: { commit: B } });
  });

  it('supersedes the open rewrite first, and counts what it wrote among the texts that may stand', async () => {
    const rewrite = { workflowId: 'rewrite/a', commit: A };
    world.results = [endOf(A, true)];
    const state: SyncState = { ...NEW_SYNC, head: A, settled: 'old', handed: [A], rewrite };
    await followTo(B, state, { shared: 1 });
    expect(world.done).toEqual(['recheck quota', 'supersede rewrite/a', 'start rewrite/bbbbbbbbbb']);
    expect(world.started[0]?.bases).toEqual(['old', A]);
    expect(state).toMatchObject({ settled: 'old', rewrite: { commit: B } });
  });

  it('asks at once who remembers what it was told, the others when the older rewrite has stopped', async () => {
    const superseding = async (said: Partial<SyncPlan>): Promise<AskInput[]> => {
      world.results = [endOf(A, true)];
      Object.assign(world, { asked: [], done: [] });
      const rewrite = { workflowId: 'rewrite/a', commit: A };
      await followTo(B, { ...NEW_SYNC, head: A, settled: 'old', handed: [A], rewrite }, said);
      return world.asked;
    };
    const [one, two] = own(2) as [AskTarget, AskTarget];
    const waiting: AskTarget = { ...two, staysOpen: true };
    const asked = await superseding({ own: [one, waiting] });
    expect(world.done).toEqual(['recheck quota', 'ask 1', 'supersede rewrite/a', 'ask 1']);
    expect(asked.map(({ targets }) => targets)).toEqual([[waiting], [one]]);
    const moved = { ...one, episodeId: 'former' };
    const told = await superseding({ own: [waiting], moved: [moved] });
    expect(world.done).toEqual(['recheck quota', 'supersede rewrite/a', 'ask 2']);
    expect(told[0]?.targets).toEqual([moved, waiting]);
  });

  it('asks again, as another question, whose workflow ended while a rewrite was open', async () => {
    world.ends = true;
    world.results = [endOf(A, true)];
    const waiting: AskTarget[] = own(2).map((target) => ({ ...target, staysOpen: true }));
    const rewrite = { workflowId: 'rewrite/a', commit: A };
    const state = { ...NEW_SYNC, head: A, settled: 'old', handed: [A] };
    await followTo(B, { ...state, rewrite }, { own: waiting });
    expect(world.done).toEqual(['recheck quota', 'ask 2', 'supersede rewrite/a', 'ask 2']);
    const [first, second] = world.asked;
    expect(second?.targets).toEqual(first?.targets);
    expect(second?.requestId).not.toBe(first?.requestId);
    world.done = [];
    await followTo(B, { ...state }, { own: waiting });
    expect(world.done).toEqual(['recheck quota', 'ask 2']);
  });

  it('puts aside what waits for a person, remembers the question, and goes on paused', async () => {
    const open = { checksum: 'x', pairs: ['p1', 'p2'], units: 1, over: [], first: [], heads: [] };
    const before: SyncState = { ...NEW_SYNC, head: A, settled: A, rewritePausedBy: 'ann' };
    const state = await followTo(B, before, { shared: 3, withheld: { open, both: 'x' } });
    expect(world.started[0]).toMatchObject({ without: ['p1', 'p2'], end: 1, pausedBy: 'ann' });
    expect(state.asked).toEqual({ commit: B, checksum: 'x', pairs: ['p1', 'p2'] });
    const gone = await followTo('c', { ...state, rewrite: undefined });
    expect([gone.asked, gone.rewritePausedBy]).toEqual([undefined, undefined]);
  });

  it('plans again what was decided while it planned: no commit walks around a no', async () => {
    const state: SyncState = { ...NEW_SYNC, head: A, settled: A };
    world.whilePlanning = () => {
      world.whilePlanning = () => undefined;
      recordDecision(state, { commit: A, rejected: ['p1'] });
    };
    await followTo(B, state, { shared: 3 });
    expect(world.planned).toMatchObject([{ decided: { rejected: [] } }, { decided: { rejected: ['p1'] } }]);
    expect(world.started).toHaveLength(1);
  });

  it('looks first where nothing is known of the channel, with what was decided', async () => {
    await followTo(B, { ...NEW_SYNC, rejected: ['p1'] }, { shared: 3, survey: true });
    expect(world.started[0]).toMatchObject({
      bases: [],
      survey: { found: [], decided: { rejected: ['p1'] } },
    });
  });

  it('tells faults and does nothing without a usable academy.yaml', async () => {
    const refused = [{ path: 'academy.yaml', line: 1, column: 1, code: 'c', message: 'm' }];
    const state: SyncState = { ...NEW_SYNC, head: A, settled: A };
    await followTo(B, state, { usable: false, refused, refusedCount: 1, shared: 5 });
    expect(state).toMatchObject({ head: B, settled: A, handed: [], refused, refusedCount: 1 });
    expect(world.done).toEqual([]);
  });

  it('keeps no more handed commits than it needs to know that they are too many', async () => {
    const handed = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const state = await followTo(B, { ...NEW_SYNC, settled: A, handed }, { shared: 1 });
    expect(state.handed).toHaveLength(MOST_HANDED + 1);
    expect(state.handed.at(-1)).toBe(B);
    expect(world.planned).toMatchObject([{ bases: [] }]);
  });
});

describe('the end of a rewrite', () => {
  const open = (): SyncState => ({
    ...NEW_SYNC,
    settled: 'old',
    handed: [A, B],
    rewrite: { workflowId: 'rewrite/a', commit: A },
  });

  it('settles its commit when it ran through; later ones may still stand on YouTube', () => {
    const state = open();
    recordResult(state, endOf(A));
    expect(state).toMatchObject({ settled: A, handed: [B], rewrite: undefined });
    expect(state.last).toBe('rewrite of aaaaaaaaaa done: 2 written, 1 wait for a person');
  });

  it('settles nothing when it was superseded', () => {
    const state = open();
    recordResult(state, endOf(A, true));
    expect(state).toMatchObject({ settled: 'old', handed: [A, B], rewrite: undefined });
  });

  it('of another rewrite changes nothing', () => {
    const state = open();
    recordResult(state, endOf(B));
    expect(state).toEqual(open());
  });
});

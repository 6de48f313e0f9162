import { beforeEach, expect, it, vi } from 'vitest';
import { quota } from './quota.ts';

/** The handlers of the quota manager, and what happens while it reads the budget or waits. */
const world = vi.hoisted(() => ({
  handlers: {} as Record<string, (argument?: unknown) => void>,
  whileReading: [] as (() => void)[],
  whileWaiting: [] as (() => void)[],
  reads: 0,
  historyLength: 3,
  carried: undefined as unknown,
  whileSignalling: () => {},
  granted: [] as [workflowId: string, units: number][],
}));

class AsleepError extends Error {}

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: ({ name }: { name: string }, handler: () => void) => {
    world.handlers[name] = handler;
  },
  setCurrentDetails: () => undefined,
  allHandlersFinished: () => true,
  log: { info: () => undefined },
  getExternalWorkflowHandle: (workflowId: string) => ({
    signal: async (_signal: unknown, { units }: { units: number }) => {
      if (workflowId === 'gone') throw new Error('workflow execution not found');
      world.granted.push([workflowId, units]);
      await Promise.resolve();
      world.whileSignalling();
    },
  }),
  workflowInfo: () => ({ continueAsNewSuggested: false, historyLength: world.historyLength }),
  continueAsNew: async (state: unknown) => {
    world.carried = state;
    throw new AsleepError();
  },
  condition: async (holds: () => boolean): Promise<boolean> => {
    if (holds()) return true;
    const wake = world.whileWaiting.shift();
    if (wake === undefined) throw new AsleepError();
    wake();
    return true;
  },
}));
vi.mock('./activity-proxies.ts', () => ({
  readActivities: {
    readBudget: async () => {
      world.reads += 1;
      world.whileReading.shift()?.();
      return { day: '2026-06-01', resetsAt: '2026-06-02T07:00:00Z', perDay: 10_000, reserve: 2000 };
    },
  },
}));

beforeEach(() =>
  Object.assign(world, {
    handlers: {},
    whileReading: [],
    whileWaiting: [],
    reads: 0,
    granted: [],
    historyLength: 3,
    carried: undefined,
    whileSignalling: () => {},
  }),
);

it('grants to a waiter what comes back from a workflow that is gone', async () => {
  const requests = ['gone', 'here'].map((workflowId) => ({
    ...{ id: workflowId, workflowId, lane: 'live', want: 10_000, atLeast: 10_000 },
  }));
  world.whileWaiting = [
    () => {
      for (const request of requests) world.handlers['requestQuota']?.(request);
    },
  ];
  await expect(quota({ freshYouTube: true })).rejects.toThrow(AsleepError);
  expect(world.granted).toEqual([
    ['here', 0],
    ['here', 10_000],
  ]);
});

it('reads the budget again when it changes during the read', async () => {
  world.whileReading = [() => world.handlers['budgetChanged']?.()];
  await expect(quota()).rejects.toThrow(AsleepError);
  expect(world.reads).toBe(2);
});

it('continues as new with a long history, even while requests keep coming', async () => {
  const request = (id: string) =>
    world.handlers['requestQuota']?.({ id, workflowId: id, lane: 'live', want: 20_000, atLeast: 20_000 });
  world.whileWaiting = [
    () => {
      request('first');
      world.historyLength = 1000;
    },
  ];
  let others = 0;
  world.whileSignalling = () => {
    others += 1;
    if (others <= 20) request(`other ${others}`);
  };
  await expect(quota({ freshYouTube: true })).rejects.toThrow(AsleepError);
  expect(world.carried).toMatchObject({ waiters: [{ id: 'other 1' }] });
});

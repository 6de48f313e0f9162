import { beforeEach, expect, it, vi } from 'vitest';
import { quota } from './quota.ts';

/** What the quota manager listens to, and what happens while it reads the budget or waits. */
const world = vi.hoisted(() => ({
  heard: {} as Record<string, (argument?: unknown) => void>,
  whileReading: [] as (() => void)[],
  whileAsleep: [] as (() => void)[],
  reads: 0,
  historyLength: 3,
  carried: undefined as unknown,
  whileSignalling: () => {},
  granted: [] as [workflowId: string, units: number][],
}));

class AsleepError extends Error {}

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: ({ name }: { name: string }, hear: () => void) => {
    world.heard[name] = hear;
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
    const wake = world.whileAsleep.shift();
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
    heard: {},
    whileReading: [],
    whileAsleep: [],
    reads: 0,
    granted: [],
    historyLength: 3,
    carried: undefined,
    whileSignalling: () => {},
  }),
);

it('gives what comes back from somebody who is gone to those who wait', async () => {
  const asks = ['gone', 'here'].map((workflowId) => ({
    ...{ id: workflowId, workflowId, lane: 'live', want: 10_000, atLeast: 10_000 },
  }));
  world.whileAsleep = [
    () => {
      for (const request of asks) world.heard['requestQuota']?.(request);
    },
  ];
  await expect(quota({ freshYouTube: true })).rejects.toThrow(AsleepError);
  expect(world.granted).toEqual([
    ['here', 0],
    ['here', 10_000],
  ]);
});

it('reads the budget again when it is told to while it reads', async () => {
  world.whileReading = [() => world.heard['budgetChanged']?.()];
  await expect(quota()).rejects.toThrow(AsleepError);
  expect(world.reads).toBe(2);
});

it('begins anew with a long history, also while asks keep coming', async () => {
  const ask = (id: string) =>
    world.heard['requestQuota']?.({ id, workflowId: id, lane: 'live', want: 20_000, atLeast: 20_000 });
  world.whileAsleep = [
    () => {
      ask('first');
      world.historyLength = 1000;
    },
  ];
  let others = 0;
  world.whileSignalling = () => {
    others += 1;
    if (others <= 20) ask(`other ${others}`);
  };
  await expect(quota({ freshYouTube: true })).rejects.toThrow(AsleepError);
  expect(world.carried).toMatchObject({ waiters: [{ id: 'other 1' }] });
});

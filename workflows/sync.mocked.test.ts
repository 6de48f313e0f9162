import { beforeEach, expect, it, vi } from 'vitest';
import { NEW_SYNC } from './sync/state.ts';
import { sync } from './sync.ts';

/** How often it looked at the branch, and what comes while it looks. */
const world = vi.hoisted(() => ({
  heard: {} as Record<string, (argument?: unknown) => void>,
  looks: 0,
  whileLooking: () => {},
  historyLength: 3,
  carried: undefined as unknown,
}));

class AsleepError extends Error {}

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: ({ name }: { name: string }, hear: () => void) => {
    world.heard[name] = hear;
  },
  setCurrentDetails: () => undefined,
  upsertSearchAttributes: () => undefined,
  allHandlersFinished: () => true,
  workflowInfo: () => ({ continueAsNewSuggested: false, historyLength: world.historyLength }),
  continueAsNew: async (state: unknown) => {
    world.carried = state;
    throw new AsleepError();
  },
  condition: async (holds: () => boolean): Promise<void> => {
    if (!holds()) throw new AsleepError();
  },
}));
vi.mock('./sync/process-head.ts', () => ({
  follow: async () => {
    world.looks += 1;
    world.whileLooking();
  },
}));

beforeEach(() =>
  Object.assign(world, { looks: 0, historyLength: 3, carried: undefined, whileLooking: () => {} }),
);

it('looks first of all: the run before may have been told to', async () => {
  await expect(sync({ ...NEW_SYNC, head: 'a', syncedCommit: 'a' })).rejects.toThrow(AsleepError);
  expect(world.looks).toBe(1);
});

it('begins anew with a long history, also while looks keep coming', async () => {
  world.historyLength = 1000;
  world.whileLooking = () => {
    if (world.looks < 20) world.heard['checkBranch']?.({});
  };
  await expect(sync({ ...NEW_SYNC, head: 'a' })).rejects.toThrow(AsleepError);
  expect([world.looks, world.carried]).toMatchObject([1, { head: 'a' }]);
});

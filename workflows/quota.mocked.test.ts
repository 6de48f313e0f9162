import { expect, it, vi } from 'vitest';
import { quota } from './quota.ts';

/** What the treasurer listens to, and what happens while it reads the budget. */
const world = vi.hoisted(() => ({
  heard: {} as Record<string, (argument?: unknown) => void>,
  whileReading: [] as (() => void)[],
  reads: 0,
}));

class AsleepError extends Error {}

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: ({ name }: { name: string }, hear: () => void) => {
    world.heard[name] = hear;
  },
  setCurrentDetails: () => undefined,
  workflowInfo: () => ({ continueAsNewSuggested: false }),
  condition: async (holds: () => boolean): Promise<boolean> => {
    if (!holds()) throw new AsleepError();
    return true;
  },
}));
vi.mock('./effects.ts', () => ({
  readActivities: {
    readBudget: async () => {
      world.reads += 1;
      world.whileReading.shift()?.();
      return { day: '2026-06-01', resetsAt: '2026-06-02T07:00:00Z', perDay: 10_000, reserve: 2000 };
    },
  },
}));

it('reads the budget again when it is told to while it reads', async () => {
  world.whileReading = [() => world.heard['recheck']?.()];
  await expect(quota()).rejects.toThrow(AsleepError);
  expect(world.reads).toBe(2);
});

import { beforeEach, expect, it, vi } from 'vitest';
import type { WorkflowEvent } from '../contract/workflow-event.ts';
import { NEW_SYNC, type SyncState } from './sync/state.ts';
import { sync } from './sync.ts';

/** How often it checked the branch, and what arrives meanwhile. */
const world = vi.hoisted(() => ({
  handlers: {} as Record<string, (argument?: unknown) => unknown>,
  checks: 0,
  whileChecking: () => {},
  historyLength: 3,
  carried: undefined as unknown,
  reported: [] as WorkflowEvent[],
  steps: [] as string[],
}));

class AsleepError extends Error {}

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: ({ name }: { name: string }, handler: () => void) => {
    world.handlers[name] = handler;
  },
  Trigger: (await import('../test/support/trigger.ts')).PlainTrigger,
  setCurrentDetails: () => undefined,
  upsertSearchAttributes: () => undefined,
  allHandlersFinished: () => true,
  getExternalWorkflowHandle: () => ({ signal: async () => undefined }),
  workflowInfo: () => ({ continueAsNewSuggested: false, historyLength: world.historyLength }),
  continueAsNew: async (state: unknown) => {
    world.carried = state;
    throw new AsleepError();
  },
  condition: async (holds: () => boolean): Promise<void> => {
    if (!holds()) throw new AsleepError();
  },
}));
vi.mock('./report-event.ts', () => ({
  reportEvent: (reported: WorkflowEvent) => world.reported.push(reported),
}));
vi.mock('./sync/process-head.ts', () => ({
  processHead: async () => {
    world.checks += 1;
    world.whileChecking();
    await Promise.resolve();
    world.steps.push('the commit is dispatched');
  },
}));
vi.mock('./sync/answers.ts', async (original) => ({
  ...(await original<typeof import('./sync/answers.ts')>()),
  answerCheck: async () => {
    world.steps.push('the episode is asked');
    return 'checked';
  },
}));

beforeEach(() =>
  Object.assign(world, {
    checks: 0,
    historyLength: 3,
    carried: undefined,
    reported: [],
    steps: [],
    whileChecking: () => {},
  }),
);

it('checks the branch first: the previous run may have received a signal', async () => {
  await expect(sync({ ...NEW_SYNC, head: 'a', syncedCommit: 'a' })).rejects.toThrow(AsleepError);
  expect(world.checks).toBe(1);
});

it('continues as new with a long history, even while signals keep coming', async () => {
  world.historyLength = 1000;
  world.whileChecking = () => {
    if (world.checks < 20) world.handlers['checkBranch']?.({});
  };
  await expect(sync({ ...NEW_SYNC, head: 'a' })).rejects.toThrow(AsleepError);
  expect([world.checks, world.carried]).toMatchObject([1, { head: 'a' }]);
});

it('tells a need once, also when it continues as new before it shows it, and in the next run not again', async () => {
  world.historyLength = 1000;
  const needs = [{ reason: 'overdue', message: 'start the encoder', since: 1 }];
  world.whileChecking = () => world.handlers['needsChanged']?.({ workflowId: 'episode/a', needs });
  await expect(sync({ ...NEW_SYNC, head: 'a' })).rejects.toThrow(AsleepError);
  const need = { event: 'need', workflowId: 'episode/a', reason: 'overdue', message: 'start the encoder' };
  expect(world.reported).toEqual([need]);
  await expect(sync(world.carried as SyncState)).rejects.toThrow(AsleepError);
  expect(world.reported).toEqual([need]);
});

it('asks an episode between two commits, so that it is never sent an older one', async () => {
  let answer: unknown;
  world.whileChecking = () => {
    answer = world.handlers['check']?.({ episode: 'a' });
  };
  await expect(sync({ ...NEW_SYNC, head: 'a' })).rejects.toThrow(AsleepError);
  expect(await answer).toBe('checked');
  expect(world.steps).toEqual(['the commit is dispatched', 'the episode is asked']);
});

import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { requestBranchCheck, restartEnded, startPermanentWorkflows } from './start-workflows.ts';

/** The runs on the server; `carried`: what a terminated one answers, an error when it cannot be replayed. */
type Run = { readonly status: 'RUNNING' | 'TERMINATED'; readonly carried?: object | Error };
let runs: Record<string, Run> = {};
let done: unknown[] = [];
let queries = 0;

beforeEach(() => {
  runs = {};
  done = [];
  queries = 0;
});

const notFound = (id: string): WorkflowNotFoundError => new WorkflowNotFoundError('not found', id, undefined);

function getHandle(id: string) {
  const running = (): void => {
    if (runs[id]?.status !== 'RUNNING') throw notFound(id);
  };
  return {
    signal: async ({ name }: { name: string }) => {
      running();
      done.push(['signal', id, name]);
    },
    describe: async () => {
      const run = runs[id];
      if (run === undefined) throw notFound(id);
      return { status: { name: run.status } };
    },
    query: async () => {
      queries += 1;
      const run = runs[id];
      if (run === undefined) throw notFound(id);
      if (run.carried instanceof Error) throw run.carried;
      return run.carried;
    },
  };
}

type Start = { readonly workflowId: string; readonly args: unknown[]; readonly signal: { name: string } };

const client = {
  withDeadline: (_at: number, call: () => unknown) => call(),
  workflow: {
    getHandle,
    signalWithStart: async (_type: string, { workflowId, args, signal }: Start) => {
      done.push(['start', workflowId, signal.name, args]);
      runs[workflowId] = { status: 'RUNNING' };
    },
  },
} as unknown as Client;

/** Runs of this version. */
const NEW = { setsReasons: true };

describe('the start of a worker', () => {
  it('starts all, the ledger with nothing known: half of the day counts as spent', async () => {
    await startPermanentWorkflows(client, 'q');
    expect(done).toEqual([
      ['start', 'quota', 'budgetChanged', [NEW]],
      ['start', 'notifications', 'notify', []],
      ['start', 'sync', 'checkBranch', [NEW]],
    ]);
  });

  it('tells the ledger that YouTube was created a moment ago, whatever it knew before', async () => {
    runs = { quota: { status: 'TERMINATED', carried: { spent: 5 } } };
    await startPermanentWorkflows(client, 'q', { freshYouTube: true });
    expect(done[0]).toEqual(['start', 'quota', 'budgetChanged', [{ ...NEW, freshYouTube: true }]]);
  });

  it('only signals what is running', async () => {
    const running = { status: 'RUNNING' } as const;
    runs = { quota: running, notifications: running, sync: running };
    await startPermanentWorkflows(client, 'q');
    expect(done).toEqual([
      ['signal', 'quota', 'budgetChanged'],
      ['signal', 'notifications', 'notify'],
      ['signal', 'sync', 'checkBranch'],
    ]);
  });
});

describe('what was terminated', () => {
  it('is started with what it knew', async () => {
    const [ledger, reported, known] = [
      { day: '2026-06-01', spent: 5 },
      { nextSeq: 7 },
      { head: 'a', pausedBy: 'ann' },
    ];
    const sync: Run = { status: 'TERMINATED', carried: known };
    runs = {
      quota: { status: 'TERMINATED', carried: ledger },
      notifications: { status: 'TERMINATED', carried: reported },
      sync,
    };
    expect(await restartEnded(client, 'q')).toEqual(['quota', 'notifications', 'sync']);
    expect(done).toEqual([
      ['start', 'quota', 'budgetChanged', [{ ...NEW, ...ledger }]],
      ['start', 'notifications', 'notify', [reported]],
      ['start', 'sync', 'checkBranch', [{ ...NEW, ...known }]],
    ]);
    expect(await restartEnded(client, 'q')).toEqual([]);
    runs = { sync };
    await requestBranchCheck(client, 'q', 'the branch may have moved');
    expect(done.at(-1)).toEqual(['start', 'sync', 'checkBranch', [{ ...NEW, ...known }]]);
  });

  it('is started with nothing known when it cannot be replayed, after three tries, or when it was deleted', async () => {
    runs = { quota: { status: 'TERMINATED', carried: new Error('nondeterminism') } };
    expect(await restartEnded(client, 'q')).toEqual(['quota', 'notifications', 'sync']);
    expect(done).toEqual([
      ['start', 'quota', 'budgetChanged', [NEW]],
      ['start', 'notifications', 'notify', []],
      ['start', 'sync', 'checkBranch', [NEW]],
    ]);
    expect(queries).toBe(5);
  });

  it('is not touched while the server answers with an error', async () => {
    const failing = {
      workflow: { getHandle: () => ({ describe: () => Promise.reject(new Error('down')) }) },
    };
    await expect(restartEnded(failing as unknown as Client, 'q')).rejects.toThrow('down');
  });
});

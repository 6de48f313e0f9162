import { WorkflowNotFoundError } from '@temporalio/client';
import { expect, it, vi } from 'vitest';
import type { Connected } from './connect.ts';
import { assertWorker, describeTrace, watchWorker } from './worker.ts';

const NOW = Date.parse('2026-11-30T10:00:00Z');
const seconds = (iso: string) => ({ seconds: Date.parse(iso) / 1000 });

type Server = {
  readonly query?: () => Promise<unknown>;
  readonly pollers?: readonly object[];
  readonly events?: readonly object[];
  readonly current?: string;
};

function connectTo({ query, pollers = [], events = [], current }: Server): Connected {
  const workflowService = {
    describeTaskQueue: async () => ({ pollers }),
    describeWorkerDeployment: async () => ({
      workerDeploymentInfo: current && { routingConfig: { currentDeploymentVersion: { buildId: current } } },
    }),
    getWorkflowExecutionHistoryReverse: async () => ({ history: { events } }),
  };
  const fail = () => Promise.reject(new Error('Failed to query Workflow'));
  const client = {
    options: { namespace: 'default' },
    workflow: { getHandle: () => ({ query: query ?? fail }) },
    workflowService,
  };
  const quickly = (call: () => unknown) => call();
  return { client, quickly, address: 'a:1', taskQueue: 'q' } as unknown as Connected;
}

it('without a worker says when one was last seen: its last poll, else the last that it did to sync', async () => {
  vi.setSystemTime(NOW);
  const polled = { pollers: [{ lastAccessTime: seconds('2026-11-30T09:57:00Z') }] };
  await expect(assertWorker(connectTo(polled))).rejects.toThrow(
    'no worker answers at a:1 (the last one was seen at 09:57 UTC (3 min ago)): start one with `npx showrunner start`',
  );
  const signalled = { eventType: 9, eventTime: seconds('2026-11-30T09:00:00Z') };
  const worked = { eventType: 7, eventTime: seconds('2026-11-29T10:00:00Z') };
  await expect(assertWorker(connectTo({ events: [signalled, worked] }))).rejects.toThrow(
    'the last one worked on `sync` until 2026-11-29 10:00 UTC (24 h ago)',
  );
  await expect(assertWorker(connectTo({}))).rejects.toThrow('no worker answers at a:1: start');
  vi.useRealTimers();
});

it('says that the workers that run are not the current ones', async () => {
  vi.setSystemTime(NOW);
  const identity = 'showrunner-0.2.9:7@host';
  const deploymentOptions = { buildId: '0.2.9+b' };
  const pollers = [{ identity, deploymentOptions, lastAccessTime: seconds('2026-11-30T09:59:30Z') }];
  await expect(assertWorker(connectTo({ pollers, current: '0.3.0+a' }))).rejects.toThrow(
    'no worker answers at a:1: 0.3.0+a is current, and no worker of it runs, so nothing is done; running: 0.2.9+b.',
  );
  await expect(assertWorker(connectTo({ pollers, current: '0.2.9+b' }))).rejects.toThrow('may be busy');
  vi.useRealTimers();
});

it('a poll lasts a minute, so one that began just now proves nothing', () => {
  expect(describeTrace({ kind: 'polled', at: NOW - 30_000 }, NOW)).toContain('so it may be busy');
});

it('where Showrunner never ran it says that', async () => {
  const query = () => Promise.reject(new WorkflowNotFoundError('not found', 'sync', undefined));
  await expect(assertWorker(connectTo({ query }))).rejects.toThrow('has never run');
});

it('says once that what is waited for cannot come, and nothing while a worker answers', async () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  let answers = true;
  const query = () => (answers ? Promise.resolve({}) : Promise.reject(new Error('down')));
  const stop = watchWorker(connectTo({ query }), (line) => lines.push(line));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toEqual([]);
  answers = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('still waiting: no worker answers at a:1');
  stop();
  vi.useRealTimers();
});

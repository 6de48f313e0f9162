import type { Client } from '@temporalio/client';
import { expect, it, vi } from 'vitest';
import { keepRunning } from './keep-running.ts';

const world = vi.hoisted(() => ({ checks: 0, answers: [] as (string[] | Error)[] }));
vi.mock('./start-workflows.ts', () => ({
  restartEnded: async () => {
    world.checks += 1;
    const answer = world.answers.shift() ?? [];
    if (answer instanceof Error) throw answer;
    return answer;
  },
}));

it('checks again and again, says what it started, and outlives a server that does not answer', async () => {
  world.answers = [[], new Error('down'), ['quota']];
  const warned: unknown[] = [];
  const printed: string[] = [];
  const stop = keepRunning({
    ...{ client: {} as Client, taskQueue: 'q', everyMs: 1 },
    log: { warn: (details: object) => warned.push(details) },
    print: (line) => printed.push(line),
  });
  await vi.waitFor(() => expect(printed).toEqual(['the workflow quota was not running: started again']));
  expect(warned).toEqual([{ error: 'Error: down' }, { workflowId: 'quota' }]);
  await stop();
  const { checks } = world;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(world.checks).toBe(checks);
});

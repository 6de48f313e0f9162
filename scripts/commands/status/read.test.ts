import { WorkflowNotFoundError } from '@temporalio/client';
import { expect, it } from 'vitest';
import type { Connected } from '../../lib/connect.ts';
import { listEnded } from './read.ts';

type Answer = string | Error;

function connectTo(answers: Readonly<Record<string, Answer>>): Connected {
  const describe = async (id: string) => {
    const answer = answers[id] ?? '';
    if (answer instanceof Error) throw answer;
    return { status: { name: answer } };
  };
  const getHandle = (id: string) => ({ describe: () => describe(id) });
  const client = { workflow: { getHandle } };
  return { client, quickly: (call: () => unknown) => call() } as unknown as Connected;
}

it('lists what should always run and was terminated, deleted or ended otherwise', async () => {
  const deleted = new WorkflowNotFoundError('not found', 'sync', undefined);
  expect(await listEnded(connectTo({ sync: 'RUNNING', quota: 'RUNNING' }))).toEqual([]);
  expect(await listEnded(connectTo({ sync: deleted, quota: 'TERMINATED' }))).toEqual([
    { id: 'sync' },
    { id: 'quota', how: 'terminated' },
  ]);
  expect(await listEnded(connectTo({ sync: 'TIMED_OUT', quota: new Error('too slow') }))).toEqual([
    { id: 'sync', how: 'timed out' },
  ]);
});

import { QueryNotRegisteredError } from '@temporalio/client';
import { expect, it } from 'vitest';
import { retryQuery } from './connect.ts';

const refusal = new QueryNotRegisteredError('the worker is still replaying; retry the query', 3);

const answering = (...answers: readonly unknown[]): (() => Promise<unknown>) => {
  const left = [...answers];
  return async () => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
};

it('a query that a worker rejects while it is replaying is asked again, for about a second', async () => {
  expect(await retryQuery(answering(refusal, 'well'))).toBe('well');
  expect(await retryQuery(answering(refusal, refusal, refusal, 'well'))).toBe('well');
  await expect(retryQuery(answering(...Array(5).fill(refusal), 'well'))).rejects.toBe(refusal);
});

it('another failure is not retried', async () => {
  const failure = new Error('no worker');
  await expect(retryQuery(answering(failure, 'well'))).rejects.toBe(failure);
});

import { QueryNotRegisteredError } from '@temporalio/client';
import { expect, it } from 'vitest';
import { askTwice } from './connect.ts';

const refusal = new QueryNotRegisteredError('asked while the worker was catching up: ask again', 3);

const answering = (...answers: readonly unknown[]): (() => Promise<unknown>) => {
  const left = [...answers];
  return async () => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
};

it('a question that a worker refused while it was catching up is asked again, once', async () => {
  expect(await askTwice(answering(refusal, 'well'))).toBe('well');
  await expect(askTwice(answering(refusal, refusal, 'well'))).rejects.toBe(refusal);
});

it('another failure is told at once', async () => {
  const failure = new Error('no worker');
  await expect(askTwice(answering(failure, 'well'))).rejects.toBe(failure);
});

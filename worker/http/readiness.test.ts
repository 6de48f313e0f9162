import { expect, it, vi } from 'vitest';
import { createReadiness } from './readiness.ts';

const never = (): Promise<never> => new Promise(() => undefined);

it('is ready when the worker runs and its server answers', async () => {
  const read = createReadiness({ state: () => 'running', askServer: async () => ({}) });
  expect(await read()).toEqual({ ready: true, because: [] });
});

it('says what the worker does instead, and asks no server', async () => {
  const askServer = vi.fn(async () => ({}));
  const read = createReadiness({ state: () => 'shutting down', askServer });
  expect(await read()).toEqual({ ready: false, because: ['the worker is shutting down'] });
  expect(askServer).not.toHaveBeenCalled();
});

it.each([
  ['refuses', async () => Promise.reject(new Error('refused'))],
  ['hangs', never],
])('says when the server %s', async (_how, askServer) => {
  const read = createReadiness({ state: () => 'running', askServer, timeoutMs: 10 });
  expect(await read()).toEqual({ ready: false, because: ['the Temporal server does not answer'] });
});

it('asks the server once for many questions', async () => {
  const askServer = vi.fn(never);
  const read = createReadiness({ state: () => 'running', askServer, timeoutMs: 10 });
  await Promise.all(Array.from({ length: 100 }, read));
  await read();
  expect(askServer).toHaveBeenCalledOnce();
});

it('asks again after a while', async () => {
  const askServer = vi.fn(async () => ({}));
  const read = createReadiness({ state: () => 'running', askServer, cacheMs: 0 });
  await read();
  await read();
  expect(askServer).toHaveBeenCalledTimes(2);
});

import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { isPolling } from '../deploy/health.ts';
import { createWorkerIdentity, parseWorkerIdentity } from './worker-identity.ts';

test('an identity has the version, and is read as it was written', () => {
  const identity = createWorkerIdentity('0.3.0-beta.1');
  expect(parseWorkerIdentity(identity)).toEqual({
    version: '0.3.0-beta.1',
    place: `${process.pid}@${hostname()}`,
  });
  expect(parseWorkerIdentity('12@host')).toEqual({ place: '12@host' });
});

test('the health check of the container finds the worker by it', () => {
  const poller = { identity: createWorkerIdentity('0.3.0'), lastAccessMs: 1000 };
  expect(isPolling([poller], hostname(), 1000)).toBe(true);
});

import { expect, test } from 'vitest';
import { createFaults, type FaultKind } from './faults.ts';

const order = (kind: FaultKind, method = '*', times = 1, afterCalls = 0) => {
  const faults = createFaults();
  faults.add({ kind, method, times, afterCalls, delayMs: 0 });
  return faults;
};

test('a fault meets its call as often as it says, and is gone then', () => {
  const faults = order('status500', 'videos.list', 2);
  const met = ['videos.update', 'videos.list', 'videos.list', 'videos.list'].map(
    (method) => faults.take(method)?.kind,
  );
  expect(met).toEqual([undefined, 'status500', 'status500', undefined]);
  expect(faults.pending()).toEqual([]);
});

test('matching calls pass until it begins', () => {
  const faults = order('drop', 'videos.update', 1, 2);
  const met = ['videos.update', 'videos.list', 'videos.update', 'videos.update'].map(
    (method) => faults.take(method)?.kind,
  );
  expect(met).toEqual([undefined, undefined, undefined, 'drop']);
});

test('"*" means every API call, and only those a kind makes sense for', () => {
  expect(order('status500').take('token')).toBeUndefined();
  expect(order('invalidGrant').take('videos.list')).toBeUndefined();
  expect(order('invalidGrant').take('token')).toBeDefined();
  expect(order('staleRead').take('videos.update')).toBeUndefined();
  expect(order('uploadRateLimit').take('videos.update')).toBeUndefined();
  expect(order('uploadRateLimit').take('thumbnails.set')).toBeDefined();
});

test('one fault for each call, the oldest first', () => {
  const faults = order('status500', 'videos.list');
  faults.add({ kind: 'html502', method: '*', times: 1, afterCalls: 0, delayMs: 0 });
  expect([faults.take('videos.list')?.kind, faults.take('videos.list')?.kind]).toEqual([
    'status500',
    'html502',
  ]);
});

test('an answer is delayed until all is forgotten, at most', async () => {
  const faults = order('delay');
  const sent = Promise.all([faults.delay(3_600_000), faults.delay(3_600_000), faults.delay(0)]);
  faults.clear();
  await sent;
});

import { expect, test } from 'vitest';
import { createFaults, type FaultKind } from './faults.ts';

const order = (kind: FaultKind, method = '*', times = 1, afterCalls = 0) => {
  const faults = createFaults();
  faults.add({ kind, method, times, afterCalls, delayMs: 0 });
  return faults;
};

test('a fault applies to its calls the given number of times', () => {
  const faults = order('status500', 'videos.list', 2);
  const met = ['videos.update', 'videos.list', 'videos.list', 'videos.list'].map(
    (method) => faults.next(method)?.kind,
  );
  expect(met).toEqual([undefined, 'status500', 'status500', undefined]);
  expect(faults.pending()).toEqual([]);
});

test('afterCalls lets matching calls pass first', () => {
  const faults = order('drop', 'videos.update', 1, 2);
  const met = ['videos.update', 'videos.list', 'videos.update', 'videos.update'].map(
    (method) => faults.next(method)?.kind,
  );
  expect(met).toEqual([undefined, undefined, undefined, 'drop']);
});

test('"*" matches the API calls to which the kind applies', () => {
  expect(order('status500').next('token')).toBeUndefined();
  expect(order('invalidGrant').next('videos.list')).toBeUndefined();
  expect(order('invalidGrant').next('token')).toBeDefined();
  expect(order('staleRead').next('videos.update')).toBeUndefined();
  expect(order('uploadRateLimit').next('videos.update')).toBeUndefined();
  expect(order('uploadRateLimit').next('thumbnails.set')).toBeDefined();
});

test('one fault a call, the oldest first', () => {
  const faults = order('status500', 'videos.list');
  faults.add({ kind: 'html502', method: '*', times: 1, afterCalls: 0, delayMs: 0 });
  expect([faults.next('videos.list')?.kind, faults.next('videos.list')?.kind]).toEqual([
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

import { expect, test } from 'vitest';
import { createCallLog } from './log.ts';

const call = (method: string, by: 'api' | 'studio' = 'api') => ({
  at: '2026-11-21T08:00:00.000Z',
  by,
  method,
  videoId: 'a',
  status: 200,
  applied: true,
  units: 1,
});

test('writes include all but lists, calls all but edits by a person', () => {
  const log = createCallLog();
  for (const each of [call('videos.list'), call('videos.update'), call('videos.update', 'studio')])
    log.add(each);
  expect(log.calls().map(({ seq }) => seq)).toEqual([1, 2]);
  expect(log.writes().map(({ seq }) => seq)).toEqual([2, 3]);
  expect(log.writes(2).map(({ by }) => by)).toEqual(['studio']);
});

test('only the newest 20,000 calls are listed, and numbers continue after a restart', () => {
  const log = createCallLog();
  for (let count = 0; count < 45_000; count += 1) log.add(call('videos.list'));
  expect(log.calls()).toHaveLength(20_000);
  expect(log.calls().at(-1)?.seq).toBe(45_000);
  const later = createCallLog();
  later.restore({ seq: 45_000, ...call('videos.list') });
  expect(later.add(call('videos.list')).seq).toBe(45_001);
});

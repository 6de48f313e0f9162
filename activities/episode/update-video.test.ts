import { expect, it } from 'vitest';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { isDeferredByAir } from './update-video.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const MINUTE = 60_000;
const at = (minutes: number, phase: LiveVideo['phase'] = 'upcoming') =>
  ({ phase, start: new Date(NOW + minutes * MINUTE).toISOString() }) as LiveVideo;
const own = { cause: 'direct', baseCommits: ['before'] } as const;

it.each([
  ['an hour before', at(60), true],
  ['more than an hour before', at(61), false],
  ['past its start, not yet on air', at(-5), true],
  ['on air', at(-5, 'live'), true],
  ['tested', at(90, 'testing'), true],
  ['over', at(-90, 'complete'), false],
])('a shared cause waits while the stream is near: %s', (_when, live, waits) => {
  expect(isDeferredByAir({ cause: 'indirect', baseCommits: ['before'] }, live, NOW)).toBe(waits);
  expect(isDeferredByAir(own, live, NOW)).toBe(false);
});

it('without a base commit a change cannot be attributed to its own file', () => {
  const unknown = { cause: 'direct', baseCommits: [] } as const;
  expect(isDeferredByAir(unknown, at(30), NOW)).toBe(true);
  expect(isDeferredByAir(unknown, at(90), NOW)).toBe(false);
});

it('a creation that has begun is finished', () => {
  expect(isDeferredByAir({ cause: 'direct', baseCommits: [], madeMsAgo: 5000 }, at(30), NOW)).toBe(false);
  expect(isDeferredByAir({ cause: 'indirect', baseCommits: ['before'], madeMsAgo: 5000 }, at(30), NOW)).toBe(
    false,
  );
});

import { expect, it } from 'vitest';
import { waitForEncoder } from './bind-stream.ts';

const START = '2026-12-04T18:00:00Z';
const MINUTE = 60_000;
const at = (minutesBefore: number) =>
  waitForEncoder(
    { stream: 'Main', start: START },
    { title: 'Old', videoId: 'v' },
    Date.parse(START) - minutesBefore * MINUTE,
  );

it('waits for the encoder quietly until an hour before the start, and never longer than until then', () => {
  expect([at(300), at(70), at(61)].map(({ checkInMs = 0 }) => checkInMs / MINUTE)).toEqual([15, 10, 1]);
  for (const early of [at(300), at(61)]) expect(early).not.toHaveProperty('unbound');
});

it.each([60, 5, -30])(
  '%i minutes before the start says what is live there, and looks again soon',
  (minutes) => {
    expect(at(minutes)).toMatchObject({ done: false, checkInMs: 5 * MINUTE });
    expect(at(minutes).unbound).toContain('"Old" (video v) is still live on the encoder "Main"');
  },
);

import { expect, test } from 'vitest';
import { judgeChannel, judgeStreams, judgeVerified } from './judge-channel.ts';
import { judgeAge, judgeClock, judgeScopes } from './judge-grant.ts';

const AGAIN = 'run `npx showrunner login`';
const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY_MS = 86_400_000;

test('scopes: the one that is asked for or one that allows as much', () => {
  const url = 'https://www.googleapis.com/auth/';
  expect(judgeScopes([`${url}youtube.readonly`, `${url}youtube.force-ssl`], AGAIN).state).toBe('fine');
  expect(judgeScopes([`${url}youtube`], AGAIN).state).toBe('fine');
  expect(judgeScopes(undefined, AGAIN).state).toBe('unknown');
  expect(judgeScopes([`${url}youtube.readonly`], AGAIN)).toEqual({
    state: 'problem',
    text: 'the consent covers youtube.readonly, but youtube.force-ssl is needed to write: run `npx showrunner login`, and leave the box of YouTube ticked',
  });
  expect(judgeScopes([], AGAIN).text).toMatch(/^the consent covers none,/);
});

test.each([
  [0, 'fine', 'today'],
  [1, 'fine', '1 day ago'],
  [4.9, 'fine', '4 days ago'],
  [5, 'warning', '5 days ago'],
  [6.9, 'warning', '6 days ago'],
  // It lives, so the app is not in "Testing".
  [7, 'fine', '7 days ago'],
  [-1, 'fine', 'today'],
])('a consent %d days ago: %s', (days, state, text) => {
  expect(judgeAge({ grantedAt: NOW - days * DAY_MS, now: NOW }, AGAIN)).toMatchObject({
    state,
    text: expect.stringContaining(text),
  });
});

test('what Google says of the end of a refresh token counts more than its age', () => {
  const age = (seconds: number) =>
    judgeAge({ grantedAt: NOW, endsAt: NOW + seconds * 1000, now: NOW }, AGAIN);
  expect(age(604_799)).toMatchObject({ state: 'warning', text: expect.stringContaining('in 6 days') });
  expect(age(90)).toMatchObject({ text: expect.stringContaining('ends the refresh token within a day') });
  expect(age(90 * 86_400).state).toBe('fine');
  expect(judgeAge({ now: NOW }, AGAIN).state).toBe('unknown');
});

test.each([
  [0, 'fine'],
  [5_400, 'fine'],
  [6_000, 'warning'],
  [-59_000, 'warning'],
  [60_000, 'problem'],
  [-90_000, 'problem'],
])('a clock that is %d ms ahead: %s', (ms, state) => {
  expect(judgeClock(NOW, NOW + ms).state).toBe(state);
});

test('without a date the clock was not compared; an answer says which way it is wrong', () => {
  expect(judgeClock(undefined, NOW).state).toBe('unknown');
  expect(judgeClock(NOW, NOW - 3_600_000).text).toMatch(/^this machine is 3,600 s behind the date/);
});

test.each([
  ['allowed', 'fine'],
  ['eligible', 'warning'],
  ['disallowed', 'warning'],
  ['longUploadsUnspecified', 'unknown'],
  [undefined, 'unknown'],
])('long uploads that are %s: verified is %s', (status, state) => {
  expect(judgeVerified(status).state).toBe(state);
});

test('streams: none named, two of one title, and none there', () => {
  expect(judgeStreams({}, ['a'])).toEqual([{ state: 'fine', text: 'academy.yaml names none' }]);
  expect(judgeStreams({ main: 'a' }, ['a', 'a'])).toMatchObject([{ state: 'warning', of: 'main' }]);
  expect(judgeStreams({ main: 'a' }, [])[0]?.text).toMatch(/it has none: create its key/);
  const many = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
  expect(judgeStreams({ main: 'wholly other' }, many)[0]?.text).toContain('"b5" and more: create');
});

test('a channel that cannot be compared is unknown, not fine', () => {
  const channel = { channelId: 'UCx', title: 'X', uploadsPlaylistId: 'UUx' };
  expect(judgeChannel(channel, undefined, AGAIN).state).toBe('unknown');
});

import { expect, test } from 'vitest';
import { suggest } from './suggestions.ts';

test.each([
  ['thilo-form', ['guinevere', 'thilo-fromm'], 'thilo-fromm'],
  ['tilte', ['tags', 'title'], 'title'],
  ['Title', ['tags', 'title'], 'title'],
  ['guest', ['hosts', 'guests'], 'guests'],
  ['of', ['as', 'id'], undefined],
  ['thumbnail', ['tags', 'title'], undefined],
  ['title', ['title'], undefined],
  ['ab', ['ba', 'aa'], 'ba'],
  ['geutss', ['hosts', 'guests'], 'guests'],
  ['', ['title'], undefined],
])('for %s among %j suggests %s', (word, candidates, meant) => {
  expect(suggest(word, candidates)).toBe(meant);
});

test('chooses the closest candidate', () => {
  expect(suggest('playlist', ['playlost', 'playlists', 'playlistss'])).toBe('playlost');
  expect(suggest('duratoin', ['durations', 'duration'])).toBe('duration');
});

import { expect, test } from 'vitest';
import { createStore } from './store.ts';

const playlist = (id: string, title: string) =>
  ({ id, title, description: '', privacyStatus: 'public', createdAt: '2026-11-21T08:00:00Z' }) as const;

test('the state before the last write can be read, then the current one is restored', () => {
  const store = createStore();
  store.playlist.put(playlist('a', 'old'));
  store.playlist.put(playlist('gone', 'x'));
  store.takeChanges();
  store.playlist.put(playlist('a', 'new'));
  store.playlist.put(playlist('b', 'inserted'));
  store.playlist.remove('gone');
  store.takeChanges();
  const titles = () => [...store.playlist.rows()].map(({ title }) => title).sort();
  expect(store.readBefore(titles)).toEqual(['old', 'x']);
  expect(titles()).toEqual(['inserted', 'new']);
  expect(store.takeChanges()).toEqual([]);
});

test('tokens and settings are not writes to the channel', () => {
  const store = createStore();
  store.playlist.put(playlist('a', 'new'));
  store.takeChanges();
  store.token.put({ id: 't', expiresAt: 1 });
  store.takeChanges();
  expect(store.readBefore(() => store.playlist.size)).toBe(0);
});

test('the current state is restored when reading the previous one fails', () => {
  const store = createStore();
  store.playlist.put(playlist('a', 'new'));
  store.takeChanges();
  const fail = () => {
    throw new Error('x');
  };
  expect(() => store.readBefore(fail)).toThrow('x');
  expect(store.playlist.size).toBe(1);
});

import { expect, test } from 'vitest';
import { VIEWS, viewLink, viewOfGuest } from './views.ts';

test('a link names the namespace, the query and the view, whatever is in them', () => {
  expect(viewLink('http://127.0.0.1:8233', 'default', VIEWS.needsPerson)).toBe(
    'http://127.0.0.1:8233/namespaces/default/workflows?query=NeedsAttention%20%3D%20true%20AND%20ExecutionStatus%20%3D%20%22Running%22&savedQuery=Needs%20a%20person',
  );
  const url = new URL(viewLink('https://ui.example/', 'a b.c1', viewOfGuest('o"neil&co')));
  expect(url.pathname).toBe('/namespaces/a%20b.c1/workflows');
  expect([...url.searchParams]).toEqual([
    ['query', 'Guests = "o\\"neil&co"'],
    ['savedQuery', 'Guest o"neil&co'],
  ]);
});

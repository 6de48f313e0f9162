import { expect, expectTypeOf, it } from 'vitest';
import { defined } from './defined.ts';

type Wanted = { readonly id: string; readonly title?: string; readonly count?: number };

it('leaves out undefined properties, and nothing else', () => {
  const wanted: Wanted = { id: 'a', ...defined({ title: undefined, count: 0 }) };
  expect(Object.entries(wanted)).toEqual([
    ['id', 'a'],
    ['count', 0],
  ]);
  expect(defined({ none: null, no: false, empty: '' })).toStrictEqual({ none: null, no: false, empty: '' });
});

it('does not overwrite earlier properties, and keeps their types', () => {
  const title = undefined as string | undefined;
  const both = { title: 'before', ...defined({ title }) };
  expect(both).toStrictEqual({ title: 'before' });
  expectTypeOf(both).toEqualTypeOf<{ title: string }>();
  expectTypeOf(defined({ title })).toEqualTypeOf<{ title?: string }>();
});

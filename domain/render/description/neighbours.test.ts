import { expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { neighboursOf } from './neighbours.ts';

type Written = Readonly<Record<string, unknown>>;
const on = (day: string, more: Written = {}): Written => ({
  show: 'a',
  scheduledFor: `2026-01-${day}T17:00:00Z`,
  ...more,
});

function idsAround(episodes: Readonly<Record<string, Written>>, id = 'a/one'): (string | undefined)[] {
  const catalog = buildCatalog({ shows: { a: {}, b: {} }, episodes });
  const { previous, next } = neighboursOf(catalog, episodeOf(catalog, id));
  return [previous?.id, next?.id];
}

it('are the episodes just before and after by start, whatever the order of files', () => {
  const episodes = { z: on('02'), y: on('05'), 'a/one': on('03'), x: on('01'), w: on('04') };
  expect(idsAround(episodes)).toEqual(['z', 'w']);
  expect(idsAround(episodes, 'x')).toEqual([undefined, 'z']);
  expect(idsAround(episodes, 'y')).toEqual(['w', undefined]);
});

it('are ordered by id if they start at the same time', () => {
  expect(idsAround({ b: on('01'), 'a/one': on('01'), a: on('01') })).toEqual(['a', 'b']);
});

it('are of the same show', () => {
  expect(idsAround({ 'a/one': on('02'), x: on('01', { show: 'b' }), y: on('03', { show: 'b' }) })).toEqual([
    undefined,
    undefined,
  ]);
  expect(idsAround({ 'a/one': on('02', { show: undefined }), x: on('01', { show: undefined }) })).toEqual([
    undefined,
    undefined,
  ]);
});

it.each([
  ['a draft', { status: 'draft' }],
  ['a cancelled one', { status: 'cancelled' }],
  ['one that is not on YouTube', { kind: 'none' }],
  ['one without a start', { scheduledFor: undefined }],
])('%s is no neighbour and has none', (_what, more) => {
  const episodes = { w: on('01'), x: on('02', more), 'a/one': on('03') };
  expect(idsAround(episodes)).toEqual(['w', undefined]);
  expect(idsAround(episodes, 'x')).toEqual([undefined, undefined]);
});

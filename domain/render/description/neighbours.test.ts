import { expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import type { Catalog } from '../../content/catalog/records.ts';
import { neighboursOf } from './neighbours.ts';

type Written = Readonly<Record<string, unknown>>;
const on = (day: string, more: Written = {}): Written => ({
  show: 'a',
  scheduledFor: `2026-01-${day}T17:00:00Z`,
  ...more,
});

const PUBLIC = { visibility: 'public' };
const build = (episodes: Readonly<Record<string, Written>>, show: Written = PUBLIC): Catalog =>
  buildCatalog({ shows: { a: show, b: PUBLIC }, episodes });

function around(catalog: Catalog, id = 'a/one'): (string | undefined)[] {
  const { previous, next } = neighboursOf(catalog, episodeOf(catalog, id));
  return [previous?.id, next?.id];
}

const idsAround = (episodes: Readonly<Record<string, Written>>, id?: string): (string | undefined)[] =>
  around(build(episodes), id);

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
  const alone = { show: undefined, ...PUBLIC };
  expect(idsAround({ 'a/one': on('02', alone), x: on('01', alone) })).toEqual([undefined, undefined]);
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

it.each([
  ['private', { visibility: 'private' }],
  ['unlisted', { visibility: 'unlisted' }],
  ['public until its stream ends', { visibility: { live: 'public', after: 'unlisted' } }],
  ['public once its stream has ended', { visibility: { live: 'private', after: 'public' } }],
])('an episode that is %s is skipped, and has neighbours itself', (_what, more) => {
  const episodes = { 'a/one': on('01'), x: on('02', more), y: on('03', more), z: on('04') };
  expect(idsAround(episodes)).toEqual([undefined, 'z']);
  expect(idsAround(episodes, 'z')).toEqual(['a/one', undefined]);
  expect(idsAround(episodes, 'x')).toEqual(['a/one', 'z']);
  expect(idsAround(episodes, 'y')).toEqual(['a/one', 'z']);
});

it.each([
  ['the show says public', { visibility: 'public' }, {}, true],
  ['the defaults of the show say public', { defaults: PUBLIC }, {}, true],
  ['the show wins over its defaults', { visibility: 'unlisted', defaults: PUBLIC }, {}, false],
  ['the episode wins over the show', { visibility: 'private' }, PUBLIC, true],
  ['no file says it: it is created as private', {}, {}, false],
])('%s', (_what, show, more, isNeighbour) => {
  const catalog = build({ x: on('01', more), 'a/one': on('02', PUBLIC) }, show);
  expect(around(catalog)).toEqual([isNeighbour ? 'x' : undefined, undefined]);
});

it('an episode with a publication date is skipped, whatever the date: there is no clock', () => {
  const catalog = build({ w: on('01'), x: on('02'), 'a/one': on('03') });
  const scheduled = { ...episodeOf(catalog, 'x'), publishAt: '2020-01-01T09:00:00Z' };
  expect(around(catalog)).toEqual(['x', undefined]);
  expect(around({ ...catalog, episodes: { ...catalog.episodes, x: scheduled } })).toEqual(['w', undefined]);
});

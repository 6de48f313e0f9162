import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCatalogs } from '../changes/plan/changes.ts';
import { type CatalogInput, parseCatalog } from '../content/assemble/parse-catalog.ts';
import type { Catalog } from '../content/catalog/records.ts';
import type { ParsedFile } from '../content/parse/parse.ts';
import { renderEpisode } from './rendering.ts';

const ACADEMY = (more = '') =>
  `name: Academy\nchannelId: UCxxxxxxxxxxxxxxxxxxxxxx\nmanage: full\nepisodeUrl: "https://a.example/{{ episode.id }}"\n${more}`;
const SHOW = (more = '', visibility = 'public') => `name: Show\nvisibility: ${visibility}\n${more}`;
const EPISODE = (more: string) => `show: one\nscheduledFor: 2030-01-01T10:00\n${more}`;

/** Possible contents of each file; an empty one does not exist. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  'academy.yaml': [
    ACADEMY('streams: { a: A }\n'),
    ACADEMY('streams: { a: A }\nfooter: Bye\n'),
    ACADEMY('overflow: [guests]\nstreams: { a: A }\n'),
    ACADEMY('url: https://b.example\nstreams: { a: B }\n'),
    ACADEMY(),
  ],
  'shows/one.yaml': [
    SHOW('timezone: UTC\n'),
    SHOW('timezone: Europe/London\ntitle: "{{ episode.title }} of {{ show.name }}"\n'),
    SHOW('timezone: UTC\ndescription: templates/one.liquid\nhosts: [ann]\n'),
    SHOW('timezone: UTC\ndefaults: { stream: a }\ntags: [x]\n', 'unlisted'),
    SHOW('timezone: UTC\ndescription: "{{ nothing.there }}"\n'),
  ],
  'templates/one.liquid': ['', '{{ blocks.guests }}', '{{ blocks.text }} & {{ previous.title }}'],
  'guests/ann.yaml': [
    'name: Ann\n',
    'name: Ann Lee\nof: Org\navatar: ann.png\n',
    'name: Ann\nlisted: false\n',
    'name: Ann\naliases: [bob]\nwas: [{ until: 2030-01-01, role: Chef }]\n',
    '',
  ],
  'guests/bob.yaml': ['name: Bob\n', 'name: Bob\nrole: Dev\n', `name: ${'Bob '.repeat(1250)}\n`, ''],
  'guests/abe.yaml': ['', 'name: Abe\naliases: [bob]\n'],
  'guests/ann.png': ['', 'p1', 'p2'],
  'thumb.png': ['p3', 'p4', ''],
  'sponsors/s.yaml': ['name: S\n', 'name: S\nmessage: Buy\n', ''],
  'episodes/a.yaml': [
    EPISODE('title: A\nguests: [ann]\n'),
    EPISODE('title: A2\nguests: [bob, ann]\nsponsors: [s]\n'),
    EPISODE('title: A\nstatus: draft\n'),
    EPISODE('title: A\nvisibility: private\n'),
    '',
  ],
  'episodes/b.yaml': [
    EPISODE('title: B\nguests: [bob]\nstream: a\nthumbnail: { file: thumb.png }\n'),
    EPISODE('title: B\nhosts: [bob]\nsponsors: [s]\n'),
    'title: B\nscheduledFor: 2029-01-01T10:00:00Z\nguests: [ann]\nstream: a\n',
  ],
  'episodes/c.yaml': [
    EPISODE('title: C\nid: a/c\n'),
    EPISODE('title: C\nguests: [ann, bob]\nstream: a\n'),
    '',
  ],
};
const PATHS = Object.keys(FORMS);

type State = Readonly<Record<string, number>>;
const FIRST: State = Object.fromEntries(PATHS.map((path) => [path, 0]));

/** Consecutive commits, each changing one or two files. */
const commits = fc
  .array(fc.array(fc.tuple(fc.constantFrom(...PATHS), fc.nat(4)), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) => {
    const states = [FIRST];
    for (const step of steps) states.push({ ...states.at(-1), ...Object.fromEntries(step) });
    return states;
  });

function toInput(state: State, at: number): CatalogInput {
  const texts = PATHS.map((path) => [path, FORMS[path]?.[state[path] ?? 0] ?? ''] as const).filter(
    ([, text]) => text !== '',
  );
  const [pictures, files] = [true, false].map((is) => texts.filter(([path]) => path.endsWith('.png') === is));
  return {
    commit: `c${at}`,
    files: (files ?? []).map(([path, text]) => ({ path, text, blob: text })),
    blobs: Object.fromEntries(pictures ?? []),
  };
}

const renderAll = (catalog: Catalog | undefined) =>
  Object.values(catalog?.episodes ?? {}).map((episode) => catalog && renderEpisode(catalog, episode));

describe('renderings reused from one commit to the next', () => {
  it('equal renderings from scratch', () => {
    fc.assert(
      fc.property(commits, (states) => {
        const cache = new Map<string, ParsedFile>();
        const inputs = states.map(toInput);
        const reused = inputs.map((input) => parseCatalog({ ...input, cache }));
        const fresh = inputs.map((input) => parseCatalog(input));
        for (const [at, { catalog, ...result }] of reused.entries()) {
          const { catalog: other, ...otherResult } = fresh[at] ?? {};
          expect(result).toEqual({ ...otherResult });
          expect(renderAll(catalog)).toEqual(renderAll(other));
          expect(
            catalog && compareCatalogs({ base: reused[at - 1]?.catalog, head: catalog, now: 0 }),
          ).toEqual(other && compareCatalogs({ base: fresh[at - 1]?.catalog, head: other, now: 0 }));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('one changed file', () => {
  const cache = new Map<string, ParsedFile>();
  const read = (state: State = {}) => parseCatalog({ ...toInput({ ...FIRST, ...state }, 0), cache }).catalog;
  const isKept = (before: Catalog | undefined, after: Catalog | undefined) =>
    Object.fromEntries(
      Object.keys(after?.episodes ?? {}).map((id) => {
        const [old, episode] = [before?.episodes[id], after?.episodes[id]];
        return [
          id,
          before && old && after && episode && renderEpisode(before, old) === renderEpisode(after, episode),
        ];
      }),
    );

  it('causes only the episodes that depend on it to be rendered again', () => {
    expect(isKept(read(), read())).toEqual({ a: true, b: true, 'a/c': true });
    expect(isKept(read(), read({ 'guests/ann.yaml': 1 }))).toEqual({ a: false, b: true, 'a/c': true });
    expect(isKept(read(), read({ 'thumb.png': 1 }))).toEqual({ a: true, b: false, 'a/c': true });
    expect(isKept(read(), read({ 'sponsors/s.yaml': 1 }))).toEqual({ a: true, b: true, 'a/c': true });
    expect(isKept(read(), read({ 'academy.yaml': 1 }))).toEqual({ a: false, b: false, 'a/c': false });
    expect(isKept(read(), read({ 'episodes/c.yaml': 2 }))).toEqual({ a: false, b: false });
  });

  it('can change which guest a former id belongs to', () => {
    const bobIsAnn = { 'guests/bob.yaml': 3, 'guests/ann.yaml': 3 };
    const bobIsAbe = { ...bobIsAnn, 'guests/abe.yaml': 1 };
    expect(isKept(read(bobIsAnn), read(bobIsAbe))).toEqual({ a: true, b: false, 'a/c': true });
  });

  it('can be a template', () => {
    const state = { 'shows/one.yaml': 2, 'templates/one.liquid': 1 };
    expect(isKept(read(state), read(state))).toEqual({ a: true, b: true, 'a/c': true });
    expect(isKept(read(state), read({ ...state, 'templates/one.liquid': 2 }))).toEqual({
      a: false,
      b: false,
      'a/c': false,
    });
  });
});

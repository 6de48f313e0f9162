import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { COSTS } from '../../shared/costs.ts';
import { type CommitChanges, compareCatalogs, touchesYouTube } from './changes.ts';

type Written = Readonly<Record<string, unknown>>;
type Content = NonNullable<Parameters<typeof buildCatalog>[0]>;

const NOW = Date.parse('2026-06-15T12:00:00Z');
const day = (date: string, more: Written = {}): Written => ({
  scheduledFor: `${date}T12:00:00Z`,
  show: 's',
  ...more,
});

const CONTENT: Content = {
  shows: { s: { name: 'Show', defaults: { categoryId: 28, visibility: 'public' } } },
  guests: { ann: { name: 'Ann Lee', avatar: 'ann.png' }, guy: { name: 'Guy' } },
  blobs: { 'guests/ann.png': 'b1' },
  episodes: {
    'past/old': day('2026-01-01', { show: 't', guests: ['ann'] }),
    'past/new': day('2026-02-01', { show: 'u', guests: ['guy'] }),
    'next/late': day('2026-08-01', { show: 'v', guests: ['guy', 'ann'] }),
    'next/soon': day('2026-07-01', { show: 'w' }),
  },
};

/** The same content with some records replaced; `undefined` removes a file. */
function edit(
  kind: 'episodes' | 'guests' | 'shows',
  edits: Readonly<Record<string, Written | undefined>>,
): Content {
  const records = Object.entries({ ...CONTENT[kind], ...edits }).filter(
    ([, written]) => written !== undefined,
  );
  return { ...CONTENT, [kind]: Object.fromEntries(records) };
}

const compare = (head: Content, base: Content | undefined = CONTENT): CommitChanges =>
  compareCatalogs({ base: base && buildCatalog(base), head: buildCatalog(head), now: NOW });

const summarize = (changes: CommitChanges): unknown[] =>
  changes.changes.map(({ episodeId, cause, fields }) => [episodeId, cause, fields.join(' ')]);

const NOTHING: CommitChanges = { changes: [], orphaned: [], problems: [] };

describe('a file that claims a video', () => {
  const claiming = (more: Written) =>
    edit('episodes', { 'next/soon': day('2026-07-01', { show: 'w', ...more }) });

  it('is a change if it adds a former id or replaces a video, even if the rendering is the same', () => {
    expect(summarize(compare(claiming({ aliases: ['next/sooner'] })))).toEqual([
      ['next/soon', 'direct', 'aliases'],
    ]);
    const replacing = claiming({ youtube: { replaces: ['video000001'] } });
    expect(summarize(compare(replacing))).toEqual([['next/soon', 'direct', 'replaces']]);
    expect(summarize(compare(CONTENT, replacing))).toEqual([['next/soon', 'direct', 'replaces']]);
  });

  it('costs what hiding a replaced video costs, if its entry is new', () => {
    const replacing = (entry: unknown) => claiming({ youtube: { replaces: [entry] } });
    const bare = replacing('video000001');
    const hiding = replacing({ videoId: 'video000001', visibility: 'unlisted' });
    const unitsOf = (head: Content, base: Content) => compare(head, base).changes.map(({ units }) => units);
    expect(unitsOf(bare, CONTENT)).toEqual([1]);
    expect(unitsOf(hiding, bare)).toEqual([1 + 51]);
    expect(unitsOf(bare, hiding)).toEqual([1]);
    expect(unitsOf(hiding, hiding)).toEqual([]);
  });

  it('is a change if it adds the number that takes its video over, and none if it removes it', () => {
    const named = (more: Written) =>
      claiming({ kind: 'video', youtube: { videoId: 'video000001', ...more } });
    const numbered = named({ takeOver: '9c0f41d2ab' });
    expect(summarize(compare(numbered, named({})))).toEqual([['next/soon', 'direct', 'takeOver']]);
    expect(summarize(compare(named({}), numbered))).toEqual([]);
  });

  it('is no change if it only removes a former id', () => {
    expect(summarize(compare(CONTENT, claiming({ aliases: ['next/sooner'] })))).toEqual([]);
  });
});

describe('no change', () => {
  it('results from the same content', () => {
    expect(compare(CONTENT)).toEqual(NOTHING);
  });

  it('results from a guest’s new id with an alias', () => {
    const renamed = edit('guests', {
      ann: undefined,
      'ann-lee': { name: 'Ann Lee', avatar: 'ann.png', aliases: ['ann'] },
    });
    expect(compare(renamed)).toEqual(NOTHING);
  });

  it('results from a moved avatar, another key order, or a comment', () => {
    const moved = edit('guests', { ann: { avatar: 'people/ann.png', name: 'Ann Lee' } });
    expect(compare({ ...moved, blobs: { 'guests/people/ann.png': 'b1' } })).toEqual(NOTHING);
  });

  it('results from defaults, which only apply at creation', () => {
    const defaults = { categoryId: 1, visibility: 'private', language: 'de' };
    expect(compare(edit('shows', { s: { name: 'Show', defaults } }), { ...CONTENT })).toEqual(NOTHING);
  });

  it('results from a field with `keep` or `seed`', () => {
    const fields = { title: 'keep', description: 'seed', thumbnail: 'keep' };
    const episode = (title: string) =>
      edit('episodes', { 'next/soon': { title, description: title, fields } });
    expect(compare(episode('Two'), episode('One')).changes).toEqual([]);
  });
});

describe('a cause', () => {
  it('is shared if a guest changes, for exactly that guest’s episodes', () => {
    expect(summarize(compare(edit('guests', { ann: { name: 'Anne Lee', avatar: 'ann.png' } })))).toEqual([
      ['next/late', 'indirect', 'description'],
      ['past/old', 'indirect', 'description'],
    ]);
  });

  it('is own if the episode’s file changes', () => {
    const episode = day('2026-07-01', { show: 'w', title: 'New title', tags: ['x'] });
    const [change] = compare(edit('episodes', { 'next/soon': episode })).changes;
    expect(change).toMatchObject({
      episodeId: 'next/soon',
      cause: 'direct',
      fields: ['title', 'tags', 'thumbnail'],
    });
    expect(change?.base?.title).toBe('Title of next/soon');
    expect(change?.desired.title).toBe('New title');
  });

  it('is shared for the neighbours of a new episode', () => {
    const shows = { a: { visibility: 'public' } };
    const base = {
      shows,
      episodes: { one: day('2026-07-01', { show: 'a' }), three: day('2026-07-03', { show: 'a' }) },
    };
    const head = { shows, episodes: { ...base.episodes, two: day('2026-07-02', { show: 'a' }) } };
    expect(summarize(compare(head, base))).toEqual([
      ['one', 'indirect', 'description'],
      ['two', 'direct', 'new'],
      ['three', 'indirect', 'description'],
    ]);
  });

  it('is shared if the academy’s URLs change, as the marker changes', () => {
    const base = { episodes: { one: day('2026-07-01', { description: 'Text.' }) } };
    const academy = { episodeUrl: 'https://new.example/{{ episode.id }}' };
    expect(summarize(compare({ ...base, academy }, base))).toEqual([['one', 'indirect', 'marker']]);
  });

  it('is own in a catalog without a base: everything is new', () => {
    const first = compareCatalogs({ base: undefined, head: buildCatalog(CONTENT), now: NOW });
    expect(first.changes.map(({ cause, fields }) => [cause, ...fields])).toEqual(
      Array(4).fill(['direct', 'new']),
    );
    expect(first.orphaned).toEqual([]);
  });
});

describe('an episode', () => {
  const soon = CONTENT.episodes?.['next/soon'] ?? {};

  it('is an orphan if it is removed', () => {
    expect(compare(edit('episodes', { 'next/soon': undefined }))).toEqual({
      ...NOTHING,
      orphaned: ['next/soon'],
    });
  });

  it('is no orphan if its file exists but is invalid', () => {
    const changes = compareCatalogs({
      base: buildCatalog(CONTENT),
      head: buildCatalog(edit('episodes', { 'next/soon': undefined, 'next/late': undefined })),
      now: NOW,
      unusable: ['episodes/next/soon.yaml'],
    });
    expect(changes.orphaned).toEqual(['next/late']);
  });

  it('stays the same if renamed with an alias', () => {
    const renamed = { ...soon, title: 'Title of next/soon', aliases: ['next/soon'] };
    const changes = compare(edit('episodes', { 'next/soon': undefined, 'next/today': renamed }));
    expect(summarize(changes)).toEqual([['next/today', 'direct', 'marker']]);
    expect(changes.orphaned).toEqual([]);
    expect(changes.changes[0]?.base?.episodeId).toBe('next/soon');
  });

  it('is changed by its own file if that was moved', () => {
    const same = { ...soon, title: 'T', aliases: ['next/soon'] };
    const [base, head] = [{ 'next/soon': same }, { 'next/soon': undefined, 'next/today': same }];
    expect(summarize(compare(edit('episodes', head), edit('episodes', base)))).toEqual([
      ['next/today', 'direct', 'marker'],
    ]);
  });

  it('stays the same if a rename is reverted', () => {
    const renamed = { ...soon, title: 'Title of next/soon', aliases: ['next/soon'] };
    const changes = compare(CONTENT, edit('episodes', { 'next/soon': undefined, 'next/today': renamed }));
    expect(summarize(changes)).toEqual([['next/soon', 'direct', 'marker']]);
    expect(changes.orphaned).toEqual([]);
  });

  it('is new, and leaves an orphan, if renamed without an alias', () => {
    const changes = compare(edit('episodes', { 'next/soon': undefined, 'next/today': soon }));
    expect(summarize(changes)).toEqual([['next/today', 'direct', 'new']]);
    expect(changes.orphaned).toEqual(['next/soon']);
  });

  it('does not replace an existing episode that it names as alias', () => {
    const changes = compare(
      edit('episodes', { 'next/more': { ...soon, show: 'alone', aliases: ['next/soon'] } }),
    );
    expect(summarize(changes)).toEqual([['next/more', 'direct', 'new']]);
  });

  it('counts as new if the base cannot be rendered, with the cause of its file', () => {
    const broken = edit('shows', { w: { title: '{{ nobody }}' } });
    expect(summarize(compare(CONTENT, broken))).toEqual([['next/soon', 'indirect', 'new']]);
  });
});

describe('the order', () => {
  it('is upcoming by start, then finished from the most recent', () => {
    const changes = compareCatalogs({ base: undefined, head: buildCatalog(CONTENT), now: NOW });
    expect(changes.changes.map(({ episodeId, finished }) => [episodeId, finished])).toEqual([
      ['next/soon', false],
      ['next/late', false],
      ['past/new', true],
      ['past/old', true],
    ]);
  });

  it('is by id for equal starts; a stream is finished after its end, a video always', () => {
    const at = (scheduledFor: string, more: Written = {}): Written => ({
      scheduledFor,
      duration: '60m',
      ...more,
    });
    const episodes = {
      d: at('2026-06-15T11:00:00Z'),
      c: at('2026-06-15T11:00:00Z'),
      b: at('2026-06-15T11:00:01Z'),
      a: at('2026-06-15T11:00:01Z'),
      video: at('2027-01-01T00:00:00Z', { kind: 'video' }),
      undated: {},
    };
    const changes = compareCatalogs({ base: undefined, head: buildCatalog({ episodes }), now: NOW });
    expect(changes.changes.map(({ episodeId, finished }) => `${episodeId} ${finished}`)).toEqual([
      'a false',
      'b false',
      'video true',
      'c true',
      'd true',
      'undated true',
    ]);
  });
});

describe('units', () => {
  const unitsOf = (before: Written | undefined, after: Written): number | undefined => {
    const episodes = { one: day('2026-07-01', before) };
    const base = before === undefined ? undefined : buildCatalog({ episodes });
    const head = buildCatalog({ episodes: { one: day('2026-07-01', after) } });
    return compareCatalogs({ base, head, now: NOW }).changes[0]?.units;
  };
  it('uses configured costs for live methods and published costs for the others', () => {
    const costs = {
      ...COSTS,
      'liveBroadcasts.list': 5,
      'liveBroadcasts.update': 200,
      'liveBroadcasts.insert': 1600,
    };
    const unitsAt = (base: Written | undefined, head: Written): number | undefined =>
      compareCatalogs({
        base: base && buildCatalog({ episodes: { one: day('2026-07-01', base) } }),
        head: buildCatalog({ episodes: { one: day('2026-07-01', head) } }),
        now: NOW,
        costs,
      }).changes[0]?.units;
    expect(unitsAt({}, { scheduledFor: '2026-07-02T12:00:00Z' })).toBe(1 + 5 + 200);
    expect(unitsAt({ description: 'a' }, { description: 'b' })).toBe(51);
    expect((unitsAt(undefined, {}) ?? 0) - (unitsOf(undefined, {}) ?? 0)).toBe(3 * 4 + 1550);
  });

  const past = (more: Written = {}): Written => ({ scheduledFor: '2026-01-01T00:00:00Z', ...more });

  it.each([
    ['a text', { description: 'a' }, { description: 'b' }, 51],
    ['two texts', { description: 'a', tags: [] }, { description: 'b', tags: ['x'] }, 51],
    ['a title, drawn on the thumbnail too', { title: 'a' }, { title: 'b' }, 101],
    ['a start', {}, { scheduledFor: '2026-07-02T12:00:00Z' }, 52],
    ['a thumbnail', {}, { thumbnail: { title: 'Other' } }, 51],
    ['a stream', {}, { stream: 'main' }, 52],
    [
      'two playlists more and one less',
      { youtube: { playlists: ['PLa'] } },
      { youtube: { playlists: ['PLb', 'PLc'] } },
      154,
    ],
    ['a text of the past', past({ description: 'a' }), past({ description: 'b' }), 51],
    ['a latency of the past', past({ latency: 'low' }), past({ latency: 'normal' }), 1],
    ['a duration', { duration: '60m' }, { duration: '90m' }, 52],
    ['nothing on YouTube', { kind: 'none' }, { kind: 'none', description: 'b' }, 0],
    ['a draft', { status: 'draft' }, { status: 'draft', description: 'b' }, 0],
    ['an observed one', { manage: 'observe' }, { manage: 'observe', description: 'b' }, 0],
  ])('of %s', (_what, before, after, units) => {
    expect(unitsOf(before, after)).toBe(units);
  });

  it('of a new stream: three reads, insert, texts, thumbnail, stream and playlists', () => {
    expect(unitsOf(undefined, { thumbnail: 'keep' })).toBe(3 + 50 + 1 + 50);
    expect(unitsOf(undefined, { stream: 'main', youtube: { playlists: ['PLa', 'PLb'] } })).toBe(
      104 + 50 + 51 + 102,
    );
  });

  it('of a new episode in the past: it is adopted', () => {
    expect(unitsOf(undefined, past())).toBe(51);
  });
});

describe('a fault', () => {
  it('in one template is reported once and does not stop other episodes', () => {
    const shows = { ...CONTENT.shows, s: { name: 'Show', description: 'Text\n{{ episode.tilte }}' } };
    const episodes = {
      ...CONTENT.episodes,
      x: { show: 's' },
      y: { show: 's' },
      z: { show: 's' },
      'next/new': {},
    };
    const changes = compare({ ...CONTENT, shows, episodes });
    expect(summarize(changes)).toEqual([['next/new', 'direct', 'new']]);
    expect(changes.problems).toEqual([
      {
        path: 'shows/s.yaml',
        line: 1,
        column: 1,
        code: 'template-error',
        message: 'description: undefined variable: episode.tilte',
        hint: 'Did you mean "episode.title"? Found rendering x. 2 more episodes have the same fault.',
        episode: 'x',
      },
    ]);
  });

  it('in two texts is two problems, and neither episode is written', () => {
    const long = { title: 'x'.repeat(101) };
    const changes = compare(edit('episodes', { 'next/soon': long, 'next/late': long }));
    expect(changes.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'episodes/next/late.yaml title-too-long',
      'episodes/next/soon.yaml title-too-long',
    ]);
    expect([changes.changes, changes.orphaned]).toEqual([[], []]);
  });
});

describe('touchesYouTube', () => {
  const touches = (written: Written, before?: Written): boolean[] => {
    const file = (record: Written): Content => ({ episodes: { 'a/one': day('2026-07-01', record) } });
    const base = before === undefined ? {} : file(before);
    return compare({ ...file(written), shows: { s: {} } }, { ...base, shows: { s: {} } }).changes.map(
      touchesYouTube,
    );
  };

  it.each([{ status: 'draft' }, { kind: 'none' }])('is false for a new episode with %o', (absent) => {
    expect(touches(absent)).toEqual([false]);
    expect(touches({ ...absent, title: 'Other' }, absent)).toEqual([false]);
  });

  it('is true for a new episode, and for one that was or becomes a draft', () => {
    expect(touches({})).toEqual([true]);
    expect(touches({}, { status: 'draft' })).toEqual([true]);
    expect(touches({ status: 'draft' }, {})).toEqual([true]);
  });
});

import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { type Desired, hashDesired, privacyIn, renderDesired } from './desired.ts';

type Written = Readonly<Record<string, unknown>>;
type Content = NonNullable<Parameters<typeof buildCatalog>[0]>;

function desiredOf(written: Written, content: Content = {}): Desired {
  const catalog = buildCatalog({ ...content, episodes: { 'a/one': written, ...content.episodes } });
  return renderDesired(catalog, episodeOf(catalog));
}

describe('texts', () => {
  it('are the episode’s own without templates, and the address of its marker', () => {
    const desired = desiredOf({ title: 'T', description: 'Text.' });
    const marker = 'https://academy.example/watch/a/one';
    expect(desired).toMatchObject({ title: 'T', body: 'Text.', episodeId: 'a/one', marker });
  });

  it('follow the show’s templates, inline or by file', () => {
    const show = {
      name: 'Klustered',
      title: ' {{ episode.title }} | {{ show.name }} ',
      vars: { level: 'basic' },
    };
    const description = '{{ blocks.text }} ({{ vars.level }}, {{ episode.start | date: "%Y" }})';
    const episode = { title: 'T', show: 'a', description: 'Text.', scheduledFor: '2026-01-01T00:00:00Z' };
    const inline = desiredOf(episode, { shows: { a: { ...show, description } } });
    expect(inline).toMatchObject({ title: 'T | Klustered', body: 'Text. (basic, 2026)' });
    const file = desiredOf(
      { ...episode, vars: { level: 'advanced' } },
      {
        shows: { a: { ...show, description: 'templates/d.liquid' } },
        templates: { 'templates/d.liquid': description },
      },
    );
    expect(file.body).toBe('Text. (advanced, 2026)');
  });

  it('never use the name of a missing template as text', () => {
    const shows = { a: { description: 'templates/gone.liquid' } };
    expect(() => desiredOf({ show: 'a' }, { shows })).toThrow('no file "templates/gone.liquid"');
  });

  it('leave out people who asked for it, as guests and hosts, also in templates', () => {
    const guests = { x: { name: 'Secret', listed: false }, y: { name: 'Ann' } };
    const people = { show: 'a', guests: ['x', 'y'], hosts: ['x'] };
    const template =
      '{% for p in guests %}{{ p.name }}{% endfor %}{% for p in hosts %}{{ p.name }}{% endfor %}';
    for (const show of [{}, { title: template, description: template, hosts: ['x'] }]) {
      const text = JSON.stringify(desiredOf(people, { guests, shows: { a: show } }));
      expect(text).toContain('Ann');
      expect(text).not.toContain('Secret');
    }
  });

  it('print the facts on the day of the episode', () => {
    const guests = { x: { name: 'Ann', of: 'New', was: [{ until: '2024-06-01', of: 'Old' }] } };
    const on = (day: string) =>
      desiredOf({ guests: ['x'], scheduledFor: `${day}T12:00:00Z` }, { guests }).body;
    expect([on('2024-06-01'), on('2024-06-02')]).toEqual(['Guest\n• Ann, Old', 'Guest\n• Ann, New']);
  });

  it('name the neighbours with their canonical URLs', () => {
    const day = (n: number): Written => ({
      show: 'a',
      title: `Day ${n}`,
      scheduledFor: `2026-01-0${n}T00:00:00Z`,
    });
    const content = {
      shows: { a: { visibility: 'public' } },
      episodes: { 'a/zero': day(1), 'a/two': day(3) },
    };
    expect(desiredOf(day(2), content).body).toBe(
      'Previous: Day 1 https://academy.example/watch/a/zero\nNext: Day 3 https://academy.example/watch/a/two',
    );
  });
});

describe('settings', () => {
  const shows = {
    a: {
      tags: ['show', 'both'],
      playlists: ['PLshow'],
      categoryId: 27,
      language: 'en',
      defaults: { categoryId: 1, language: 'de', latency: 'low', stream: 'main', duration: '90m' },
    },
    plain: { defaults: { playlists: ['PLdefault'], visibility: 'unlisted', categoryId: 28 } },
  };

  it('are absent if not set anywhere', () => {
    const desired = desiredOf({ show: 'empty' }, { shows: { empty: {} } });
    for (const key of [
      'tags',
      'categoryId',
      'language',
      'latency',
      'stream',
      'visibility',
      'playlists',
      'start',
      'videoId',
    ])
      expect(desired).not.toHaveProperty(key);
    expect(desired.durationSeconds).toBe(3600);
  });

  it('include an empty list', () => {
    expect(desiredOf({ tags: [], youtube: { playlists: [] } })).toMatchObject({ tags: [], playlists: [] });
  });

  it('have tags as YouTube stores them, each once', () => {
    expect(desiredOf({ show: 'a', tags: [' spaced ', 'both ', 'spaced'] }, { shows }).tags).toEqual([
      ...['show', 'both', 'spaced'],
    ]);
  });

  it('join lists, and otherwise use the most specific value', () => {
    const youtube = { videoId: 'K72fOdbxXu8', categoryId: 24, playlists: ['PLown', 'PLshow'] };
    expect(desiredOf({ show: 'a', tags: ['both', 'own'], youtube }, { shows })).toMatchObject({
      tags: ['show', 'both', 'own'],
      playlists: ['PLshow', 'PLown'],
      categoryId: '24',
      language: 'en',
      latency: 'low',
      durationSeconds: 5400,
      videoId: 'K72fOdbxXu8',
    });
    expect(desiredOf({ show: 'plain' }, { shows })).toMatchObject({
      playlists: ['PLdefault'],
      visibility: { live: 'unlisted', after: 'unlisted' },
      categoryId: '28',
    });
  });

  it('name the stream by its title on YouTube', () => {
    const academy = { streams: { main: 'Main encoder' } };
    expect(desiredOf({ stream: 'main' }, { academy }).stream).toBe('Main encoder');
  });
});

it('the privacy follows the phase, and a cancelled stream is private', () => {
  const visibility = { live: 'public', after: 'unlisted' };
  const [normal, cancelled] = [desiredOf({ visibility }), desiredOf({ visibility, status: 'cancelled' })];
  expect([privacyIn(normal, false), privacyIn(normal, true)]).toEqual(['public', 'unlisted']);
  expect([privacyIn(cancelled, false), privacyIn(cancelled, true)]).toEqual(['private', 'private']);
  expect(privacyIn(desiredOf({}), true)).toBeUndefined();
});

it('the hash depends on what YouTube would show, not on how the content is written', () => {
  const hashOf = (written: Written, content: Content = {}) => hashDesired(desiredOf(written, content));
  const guests = { x: { name: 'Ann' } };
  expect(hashOf({ guests: ['x'] }, { guests })).toBe(
    hashOf({ guests: ['old'], aliases: ['a/former'] }, { guests: { x: { name: 'Ann', aliases: ['old'] } } }),
  );
  const file = (path: string) => hashOf({ thumbnail: { file: path } }, { blobs: { [path]: 'b1' } });
  expect(file('thumbs/a.png')).toBe(file('thumbs/b.png'));
  expect(hashOf({ tags: ['a'] })).not.toBe(hashOf({ tags: ['b'] }));
  expect(hashOf({})).not.toBe(hashOf({ tags: [] }));
});

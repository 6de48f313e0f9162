import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../test/support/catalog.ts';
import { dedupeProblems, renderEpisode } from './rendering.ts';

const problem = {
  path: 'a.yaml',
  line: 1,
  column: 1,
  code: 'template-error',
  message: 'line 2: no',
} as const;

describe('an episode', () => {
  it('is rendered once per catalog', () => {
    const catalog = buildCatalog({ episodes: { 'a/one': {} } });
    const first = renderEpisode(catalog, episodeOf(catalog));
    expect(first).toMatchObject({ desired: { episodeId: 'a/one' } });
    expect(renderEpisode(catalog, episodeOf(catalog))).toBe(first);
    expect(renderEpisode({ ...catalog, academy: { ...catalog.academy } }, episodeOf(catalog))).not.toBe(
      first,
    );
  });

  it('that YouTube would refuse has only problems', () => {
    const catalog = buildCatalog({ episodes: { 'a/one': { title: '<' } } });
    expect(renderEpisode(catalog, episodeOf(catalog))).toEqual({
      problems: [expect.objectContaining({ path: 'episodes/a/one.yaml', code: 'angle-bracket' })],
    });
  });

  it('with a broken template has a problem in the record that contains it', () => {
    const catalog = buildCatalog({
      shows: { s: { description: 'one\ntwo {{ "now" | date: "%Y" }}' } },
      episodes: { 'a/one': { show: 's' } },
    });
    expect(renderEpisode(catalog, episodeOf(catalog))).toEqual({
      problems: [
        {
          path: 'shows/s.yaml',
          line: 1,
          column: 1,
          code: 'template-error',
          episode: 'a/one',
          message: 'description: date: "now" depends on the clock; use episode.start',
          hint: 'Found rendering a/one.',
        },
      ],
    });
  });
});

describe('dedupeProblems', () => {
  it('counts the other episodes with the same template fault', () => {
    expect(dedupeProblems([problem, { ...problem, episode: 'b' }])).toEqual([
      { ...problem, hint: '1 more episode has the same fault.' },
    ]);
    expect(dedupeProblems([problem])).toEqual([problem]);
  });

  it('keeps different faults, and faults of texts, separate', () => {
    const problems = [problem, { ...problem, line: 3 }];
    expect(dedupeProblems(problems)).toEqual(problems);
    const texts = ['a.yaml', 'b.yaml'].map((path) => ({ ...problem, path, code: 'title-empty' as const }));
    expect(dedupeProblems(texts)).toEqual(texts);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { isError } from '../../shared/problem.ts';
import { countDescription, hashDesired, renderDesired } from '../desired.ts';
import { countCharacters, countTags, LIMITS } from '../limits/measure.ts';
import { problemsOf, renderEpisode } from '../rendering.ts';
import { type DescriptionBlock, renderBlocks } from './description.ts';
import { fitBody } from './fit-body.ts';

const BLOCKS: Readonly<Partial<Record<DescriptionBlock, string>>> = {
  text: 'tttt',
  links: 'll',
  footer: 'f',
  chapters: '',
};
const drop = (most: number, overflow: readonly DescriptionBlock[]) =>
  fitBody({
    render: (without) =>
      Object.entries(BLOCKS)
        .filter(([block]) => !without.includes(block as DescriptionBlock))
        .map(([, text]) => text)
        .join(''),
    measure: (body) => body.length,
    most,
    overflow,
  });

describe('blocks are dropped', () => {
  it('in the given order, no more than necessary', () => {
    expect(drop(7, ['links', 'footer'])).toEqual({ body: 'ttttllf', dropped: [] });
    expect(drop(6, ['links', 'footer'])).toEqual({ body: 'ttttf', dropped: ['links'] });
    expect(drop(6, ['footer', 'links'])).toEqual({ body: 'ttttll', dropped: ['footer'] });
    expect(drop(4, ['footer', 'links', 'text'])).toEqual({ body: 'tttt', dropped: ['footer', 'links'] });
  });

  it('except empty ones', () => {
    expect(drop(6, ['chapters', 'footer'])).toEqual({ body: 'ttttll', dropped: ['footer'] });
  });

  it('or none at all if that is not enough', () => {
    expect(drop(3, ['links', 'footer'])).toEqual({ body: 'ttttllf', dropped: [] });
    expect(drop(6, [])).toEqual({ body: 'ttttllf', dropped: [] });
  });
});

const LONG = {
  description: 'x'.repeat(4800),
  links: Array.from({ length: 10 }, (_, index) => `https://example.org/a/long/address/${index}`),
};

describe('an episode that is too long', () => {
  const render = (content: Parameters<typeof buildCatalog>[0]) => {
    const catalog = buildCatalog(content);
    return renderEpisode(catalog, episodeOf(catalog));
  };

  it('is refused at its largest part, unless overflow allows dropping blocks', () => {
    expect(problemsOf(render({ episodes: { 'a/one': LONG } }))).toMatchObject([
      {
        code: 'description-too-long',
        episode: 'a/one',
        hint: expect.stringContaining('text 4800, links 369'),
      },
    ]);
  });

  it('is sent without the dropped blocks, with a warning', () => {
    const rendering = render({ academy: { overflow: ['links'] }, episodes: { 'a/one': LONG } });
    expect(rendering).toMatchObject({
      desired: { body: LONG.description, dropped: ['links'] },
      warnings: [
        { code: 'block-dropped', message: expect.stringMatching(/, 2\d\d too many; dropped links/) },
      ],
    });
  });

  it('uses the most specific overflow', () => {
    const shows = { s: { overflow: ['links'] } };
    const episode = { ...LONG, show: 's' };
    expect(render({ shows, episodes: { 'a/one': episode } })).toHaveProperty('desired');
    expect(render({ shows, episodes: { 'a/one': { ...episode, overflow: [] } } })).toHaveProperty('problems');
  });

  it('loses the same blocks with a template', () => {
    const shows = {
      s: { description: 'Before.\n{{ blocks.text }}\n{{ blocks.links }}', overflow: ['links'] },
    };
    const rendering = render({ shows, episodes: { 'a/one': { ...LONG, show: 's' } } });
    expect(rendering).toMatchObject({ desired: { body: `Before.\n${LONG.description}\n` } });
  });

  it('reports how much too long it is without all droppable blocks', () => {
    const problems = problemsOf(
      render({
        episodes: { 'a/one': { ...LONG, description: 'x'.repeat(5000), overflow: ['links', 'footer'] } },
      }),
    );
    expect(problems[0]?.hint).toMatch(
      /Even without links and footer, which "overflow" allows to drop, it is 65 bytes too long/,
    );
  });

  it('has the same hash as if the author had left the block out', () => {
    const drop = buildCatalog({ academy: { overflow: ['links'] }, episodes: { 'a/one': LONG } });
    const leave = buildCatalog({ episodes: { 'a/one': { description: LONG.description } } });
    expect(hashDesired(renderDesired(drop, episodeOf(drop)))).toBe(
      hashDesired(renderDesired(leave, episodeOf(leave))),
    );
  });
});

it('a rendering keeps every limit or is an error', () => {
  const blocks = Object.keys(
    renderBlocks({ ...partsOfNothing(), episode: episodeOf(buildCatalog({ episodes: { 'a/one': {} } })) }),
  );
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  const episode = fc.record({
    title: fc.tuple(text, fc.integer({ min: 1, max: 4 })).map(([part, times]) => `T${part.repeat(times)}`),
    description: fc.tuple(text, fc.integer({ min: 0, max: 200 })).map(([part, times]) => part.repeat(times)),
    links: fc.array(fc.constant(`https://example.org/${'x'.repeat(300)}`), { maxLength: 16 }),
    tags: fc.array(
      text.map((tag) => `t${tag}`),
      { maxLength: 30 },
    ),
    overflow: fc.uniqueArray(fc.constantFrom(...blocks)),
  });
  const property = fc.property(episode, (written) => {
    const catalog = buildCatalog({ episodes: { 'a/one': written } });
    const rendering = renderEpisode(catalog, episodeOf(catalog));
    if ('problems' in rendering) return rendering.problems.some(isError);
    const { title, body, tags = [] } = rendering.desired;
    return (
      countCharacters(title) <= LIMITS.titleCharacters &&
      countDescription(rendering.desired, 'bytes') <= LIMITS.description &&
      countTags(tags) <= LIMITS.tagCharacters &&
      !/[<>]/.test(title + body + tags.join(''))
    );
  });
  fc.assert(property, { numRuns: 200 });
});

const partsOfNothing = () => ({ academy: buildCatalog().academy, hosts: [], guests: [], sponsors: [] });

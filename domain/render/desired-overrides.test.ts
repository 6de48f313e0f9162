import { expect, it } from 'vitest';
import { buildCatalog, episodeOf, sealedText } from '../../test/support/catalog.ts';
import { renderDesired } from './desired.ts';

const desiredOf = (overrides: Record<string, unknown>) => {
  const catalog = buildCatalog({
    shows: { talks: { title: '{{ episode.title }} | Talks', tags: ['talks'] } },
    guests: { ada: {} },
    episodes: { 'a/one': { title: 'One', show: 'talks', guests: ['ada'], tags: ['more'], overrides } },
  });
  return renderDesired(catalog, episodeOf(catalog));
};

it('an override is the whole text, without templates, blocks and the show’s tags', () => {
  const texts = { title: 'Theirs', tags: ['theirs'] };
  expect(desiredOf({ ...texts, description: 'Their text.' })).toMatchObject({
    ...texts,
    body: 'Their text.',
  });
});

it('everything else is rendered as usual; an empty list empties the tags', () => {
  expect(desiredOf({ tags: [] })).toMatchObject({
    title: 'One | Talks',
    body: expect.stringContaining('• Name of ada'),
    tags: [],
  });
});

it('the marker comes last, sealed over the override', () => {
  expect(sealedText(desiredOf({ description: 'Their text.' }))).toMatch(
    /^Their text\.\n\nhttps:\/\/academy\.example\/watch\/a\/one#[\da-f-]{27}$/,
  );
});

import { expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { renderDesired } from '../desired.ts';

const languageOf = (title: string, show = 'Klustered', page?: string) => {
  const thumbnail = page === undefined ? {} : { thumbnail: { template: 'mine' } };
  const written = { title, show: 'a', youtube: { language: 'ja' }, ...thumbnail };
  const catalog = buildCatalog({
    shows: { a: { name: show } },
    episodes: { 'a/one': written },
    pages: page === undefined ? {} : { 'thumbnails/mine.html': `<div>${page}</div>` },
  });
  const { picture } = renderDesired(catalog, episodeOf(catalog));
  return picture?.kind === 'drawn' ? picture.language : undefined;
};

it('is part of a picture only if Han characters could be Japanese or Chinese', () => {
  expect(languageOf('直骨')).toBe('ja');
  expect(languageOf('Talos', '直骨')).toBe('ja');
});

it('depends on the texts that a template in the repository shows', () => {
  expect(languageOf('Talos', 'Klustered', '<span>直骨</span>')).toBe('ja');
  expect(languageOf('Talos', '直骨', '<span>{{ title }}</span>')).toBeUndefined();
});

it('is absent otherwise, so that hashes stay the same and nothing is uploaded again', () => {
  expect([languageOf('Talos'), languageOf('Привет'), languageOf('직접'), languageOf('直そう')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

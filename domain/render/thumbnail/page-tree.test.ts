import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { hashPicture, renderDesired } from '../desired.ts';
import { problemsOf, renderEpisode } from '../rendering.ts';

type Written = Readonly<Record<string, unknown>>;

const FACE = '<img src="face:0" style="width: 100px; height: 100px">';
const page = (inner: string) => `<div>${inner}</div>`;
type More = {
  readonly episode?: Written;
  readonly guest?: Written;
  readonly show?: Written;
  readonly blob?: string;
};

function catalogOf(html: string, { episode, guest, show, blob = 'b10b' }: More = {}, name = 'poster') {
  return buildCatalog({
    shows: { a: { name: 'Klustered', thumbnail: { template: name }, ...show } },
    guests: { x: { name: 'Ann Smith', avatar: 'a.png', ...guest }, y: { name: 'Bo Lee' } },
    episodes: { 'a/one': { title: 'T', show: 'a', number: 12, guests: ['x', 'y'], ...episode } },
    pages: { [`thumbnails/${name}.html`]: html },
    blobs: { 'guests/a.png': blob, 'guests/b.png': blob },
  });
}
const desiredOf = (html: string, more: More = {}, name?: string) => {
  const catalog = catalogOf(html, more, name);
  return renderDesired(catalog, episodeOf(catalog));
};
const hashOf = (html: string, more: More = {}) => hashPicture(desiredOf(html, more));

describe('a template in the repository', () => {
  it('is used for episodes that name it, and replaces a built-in one', () => {
    for (const name of ['poster', 'classic'])
      expect(desiredOf(page('{{ title }}'), {}, name).picture).toMatchObject({
        template: name,
        page: { file: `thumbnails/${name}.html`, children: [{ kind: 'text', text: 'T' }] },
      });
    const other = desiredOf(page('x'), { episode: { thumbnail: { template: 'solo' } } });
    expect(other.picture).not.toHaveProperty('page');
  });

  it('reports its faults for the episode, in its own file', () => {
    const catalog = catalogOf(page('\n<b>x</b> <div id="y">{{ title }}</div>'));
    expect(problemsOf(renderEpisode(catalog, episodeOf(catalog)))).toMatchObject([
      { path: 'thumbnails/poster.html', line: 2, column: 1, code: 'thumbnail-markup', episode: 'a/one' },
      { path: 'thumbnails/poster.html', line: 2, column: 15, code: 'thumbnail-markup' },
    ]);
  });

  it('is rendered again only if it changes', () => {
    const catalog = catalogOf(page('a'));
    const episode = episodeOf(catalog);
    const first = renderEpisode(catalog, episode);
    expect(renderEpisode({ ...catalog }, episode)).toBe(first);
    const more = { ...catalog.pages, 'thumbnails/other.html': page('b') };
    expect(renderEpisode({ ...catalog, pages: more }, episode)).toBe(first);
    const pages = { 'thumbnails/poster.html': page('b') };
    expect(renderEpisode({ ...catalog, pages }, episode)).not.toBe(first);
  });
});

describe('the hash of its picture', () => {
  const html = page(`${FACE} {{ title }}`);

  it('is unchanged if nothing visible changes', () => {
    const same: [string, More][] = [
      [`<!-- more -->\n\n${page(`\n  ${FACE}\n {{ title }} `)}`, {}],
      [html, { guest: { name: 'Ann Jones' } }],
      [html, { episode: { number: 13 } }],
      [html, { show: { name: 'Other' } }],
      [html, { guest: { avatar: 'b.png' } }],
    ];
    for (const [source, more] of same) expect(hashOf(source, more)).toBe(hashOf(html));
  });

  it('differs with everything visible', () => {
    const look = (thumbnail: Written) => ({ show: { thumbnail: { template: 'poster', ...thumbnail } } });
    const shown = [
      hashOf(html),
      hashOf(page(`${FACE} {{ title }}!`)),
      hashOf(page(`<span>${FACE}</span> {{ title }}`)),
      hashOf(page(`${FACE.replace('100px', '101px')} {{ title }}`)),
      hashOf(page(`<div data-fit style="width: 40px; height: 40px">{{ title }}</div>`)),
      hashOf(page(`<div data-fit style="width: 41px; height: 40px">{{ title }}</div>`)),
      hashOf(page(`${FACE} {{ title }} {{ number }}`)),
      hashOf(page(`${FACE} {{ title }} {{ guests[0].name }}`)),
      hashOf(page(FACE.replace('face:0', 'face:1'))),
      hashOf(html, { episode: { title: 'U' } }),
      hashOf(html, { blob: 'b10c' }),
      hashOf(html, look({ background: '#0b132b' })),
      hashOf(html, look({ text: '#eeeeee' })),
    ];
    expect(new Set(shown).size).toBe(shown.length);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TemplateProblem } from '../../template/template.ts';
import { textsOf, walkPage } from '../page-tree.ts';
import type { Picture } from '../picture.ts';
import { PageProblem } from './problem.ts';
import { FIT_PROPERTIES, PICTURE_PROPERTIES, PROPERTIES } from './properties.ts';
import { renderPage } from './render-page.ts';

type PageBox = { readonly children: readonly unknown[] };
type Drawn = Extract<Picture, { kind: 'drawn' }>;

const avatar = { path: 'guests/a.png', blob: 'b10b' };
const logo = { path: 'thumbs/logo.png', blob: '1090' };
const drawn: Drawn = {
  kind: 'drawn',
  template: 'poster',
  title: 'T',
  show: 'Klustered',
  number: 12,
  background: ['#0b132b'],
  accent: '#5bc0be',
  faces: [
    { initials: '', hue: 0, avatar },
    { initials: 'BL', hue: 40 },
  ],
};
const read = (source: string, more: Partial<Drawn> = {}, names: readonly string[] = ['Ann', 'Bo Lee']) =>
  renderPage('thumbnails/poster.html', source, { ...drawn, ...more }, { guests: names });
const page = (inner: string) => `<div>${inner}</div>`;

function problemOf(source: string, more: Partial<Drawn> = {}): PageProblem | TemplateProblem {
  try {
    read(source, more);
  } catch (error) {
    if (error instanceof PageProblem || error instanceof TemplateProblem) return error;
  }
  throw new Error(`nothing is wrong with ${source}`);
}

const placesOf = (source: string, more: Partial<Drawn> = {}): string[] => {
  const problem = problemOf(source, more);
  const faults = problem instanceof PageProblem ? problem.faults : [problem];
  return faults.map(({ line, column }) => `${line}:${column}`);
};

describe('a page', () => {
  it('is a tree of boxes, texts, faces and logos, each with place and style', () => {
    const source = `<!-- mine -->
<div style="padding: 10px 20px; background-color: {{ accent }}">
  <div data-fit style="width: 700px; height: 300px">{{ title }}</div>
  {% for guest in guests %}<img src="{{ guest.face }}" style="width: 40px; height: 50px"><span>{{ guest.name }}</span>
  {% endfor %}<img src="logo" style="width: 100px; height: 40px; border-radius: 50%"/>
</div>`;
    const size = { width: 40, height: 50 };
    const faces = drawn.faces.flatMap((face, index) => [
      { kind: 'face', style: size, face, line: 4, column: 28 },
      { kind: 'box', children: [{ kind: 'text', text: ['Ann', 'Bo Lee'][index] }], line: 4, column: 90 },
    ]);
    expect(read(source, { logo })).toMatchObject({
      file: 'thumbnails/poster.html',
      kind: 'box',
      style: { color: '#ffffff', padding: '10px 20px', backgroundColor: '#5bc0be' },
      line: 2,
      column: 1,
      children: [
        { kind: 'fit', style: { width: 700, height: 300 }, text: 'T', line: 3, column: 3 },
        ...faces,
        { kind: 'logo', style: { width: 100, height: 40, borderRadius: '50%' }, file: logo },
      ],
    });
  });

  it('can use everything that a built-in template shows', () => {
    const source = page(
      '{{ title }},{{ show }},{{ number }},{{ badge }},{{ accent }},{{ text }},{{ background | first }},{{ guests.size }}{% if logo %}!{% endif %}',
    );
    expect(textsOf(read(source))).toEqual(['T,Klustered,12,series,#5bc0be,#ffffff,#0b132b,2']);
    expect(textsOf(read(source, { text: '#eeeeee', badge: 'live', logo }))).toEqual([
      'T,Klustered,12,live,#5bc0be,#eeeeee,#0b132b,2!',
    ]);
    expect(
      textsOf(read(page('{% if number %}#{{ number }}{% else %}none{% endif %}'), { title: '' })),
    ).toEqual(['#12']);
  });

  it('parses entities and white space like HTML', () => {
    expect(textsOf(read(page(' a\n  &lt;b&gt; &amp;amp; &quot;c&apos;&nbsp;')))).toEqual([
      'a <b> &amp; "c\'\u00a0',
    ]);
  });
});

describe('a value never becomes markup', () => {
  const hostile = '</div><script>"\' ; color: red; &lt;img src="x">{{ title }}{% if %}';

  it('is text in a text', () => {
    expect(textsOf(read(page('<span>{{ title }}</span>'), { title: hostile }))).toEqual([hostile]);
    const kept = '{% capture all %}<span>{{ title }}</span>{% endcapture %}{{ all }}{% echo title %}';
    expect(textsOf(read(page(kept), { title: '<i>' }))).toEqual(['<span><i></span><i>']);
  });

  it('is passed to filters unescaped', () => {
    const source = page('{{ title | split: ": " | last }}{% if title contains "<" %}!{% endif %}');
    expect(textsOf(read(source, { title: 'a: <b> & c' }))).toEqual(['<b> & c!']);
  });

  it.each([
    '<div style="color: {{ title }}">a</div>',
    '<div {{ title }}>a</div>',
    '<{{ title }}>a</div>',
    '<img src="{{ title }}" style="width: 40px; height: 40px">',
    page('{{ title | raw }}'),
    page('{% cycle title %}'),
    page('{% tablerow x in guests %}{% endtablerow %}'),
    page('{% render "a.liquid" %}'),
  ])('and is an error in %s', (source) => {
    for (const title of [hostile, 'red; width: 900px', 'face:0" style="']) problemOf(source, { title });
  });

  it.each(['"', "'"])('may contain the end of a placeholder between %s', (quote) => {
    const { children } = read(page(`{{ ${quote}a}}b<c${quote} | append: title }}`)) as PageBox;
    expect(children).toMatchObject([{ kind: 'text', text: 'a}}b<cT' }]);
  });

  it('cannot contain marks', () => {
    expect(textsOf(read(page('{{ title }}'), { title: 'a\u{f0000}\u{100000}b' }))).toEqual([
      'a\ufffd\ufffdb',
    ]);
    expect(problemOf(page('a\u{100000}b'))).toBeInstanceOf(PageProblem);
  });
});

describe('everything not allowed is reported with its place', () => {
  it.each([
    ['<script>x</script>', '1:6'],
    ['<style>x</style>', '1:6'],
    ['<svg></svg>', '1:6'],
    ['<div\n onclick="x">a</div>', '2:2'],
    ['<div class="a">b</div>', '1:11'],
    ['<div style="color: #fff" style="color: #fff">a</div>', '1:31'],
    ['<div style>a</div>', '1:11'],
    ['<div style=color>a</div>', '1:16'],
    ['<div style="color: #fff;\n  opacity: 0.5">a</div>', '2:3'],
    ['<div style="background-image: url(data:image/png;base64,AA)">a</div>', '1:18'],
    ['<div style="background-image: linear-gradient(1deg, #fff, url(x))">a</div>', '1:18'],
    ['<div style="width: 9999px">a</div>', '1:18'],
    ['<div style="margin: -40px">a</div>', '1:18'],
    ['<div style="width: calc(1px)">a</div>', '1:18'],
    ['<div style="color">a</div>', '1:18'],
    ['<div data-fit style="width: 40px; height: 50%">a</div>', '1:27'],
    ['<div data-fit style="width: 40px; height: 40px; padding: 4px">a</div>', '1:54'],
    ['<div data-fit style="width: 40px; height: 40px"><span>a</span></div>', '1:6'],
    ['<img src="face:2" style="width: 40px; height: 40px">', '1:16'],
    ['<img src="logo" style="width: 40px; height: 40px">', '1:16'],
    ['<img src="https://example.org/a.png" style="width: 40px; height: 40px">', '1:16'],
    ['<img style="width: 40px; height: 40px">', '1:6'],
    ['<div/>', '1:6'],
    ['</span>', '1:6'],
    ['a < b', '1:8'],
    ['a &copy; b', '1:8'],
    ['<!-- a', '1:6'],
    ['{% for guest in guests %}<b>{{ guest.name }}</b>{% endfor %}', '1:31'],
    ['\n  {{ titel }}', '2:6'],
    ['<span>a</span><span>{{ titel }}</span>', '1:29'],
    ['<span>a</span>\n {% if %}{% endif %}', '2:7'],
  ])('%j', (inner, place) => {
    expect(placesOf(page(inner))[0]).toBe(place);
  });

  it.each([
    ['', '1:1'],
    ['a<div></div>', '1:1'],
    ['<div></div><div></div>', '1:12'],
    ['<div>\n <span>a\n</div>', '3:1'],
    ['<div>\n  <div>a', '2:3'],
  ])('%j as a whole', (source, place) => {
    expect(placesOf(source)).toContain(place);
  });

  it('all at once, each place once, at most twenty', () => {
    const one = '<b>x</b><div class="y">z</div>';
    expect(placesOf(page(`{% for i in (1..9) %}${one}{% endfor %}`))).toHaveLength(2);
    expect(placesOf(page(one.repeat(30)))).toHaveLength(20);
  });

  it('with a suggestion or an alternative', () => {
    const hintOf = (style: string) => {
      const problem = problemOf(`<div style="${style}">a</div>`);
      return problem instanceof PageProblem ? problem.faults[0]?.hint : problem.hint;
    };
    expect(hintOf('heigth: 4px')).toBe('Did you mean "height"?');
    expect(hintOf('opacity: 1')).toBe('Write a colour that has transparency: #0b132b80.');
  });
});

describe('limits are counted', () => {
  it.each([
    [page('<span>a</span>'.repeat(3_000)), /at most 300 elements/],
    [page('{% for i in (1..2000) %}<div></div>{% endfor %}'), /at most 300 elements/],
    [`${'<div>'.repeat(2_000)}${'</div>'.repeat(2_000)}`, /at most 20 elements inside each other/],
    [
      page('<div data-fit style="width: 40px; height: 40px">a</div>'.repeat(7)),
      /at most 6 elements with data-fit/,
    ],
    [page('x'.repeat(60_000)), /at most 50,000 characters/],
    [page('{% for i in (1..10000000) %}x{% endfor %}'), /at most 500,000 characters/],
    [page('{% for i in (1..900) %}{% for j in (1..900) %}{% endfor %}{% endfor %}'), /at most 100,000 steps/],
    [page('{{'.repeat(20_000)), /./],
    [page(`<div ${'a '.repeat(20_000)}>`), /./],
    [page(`<div style="${';a'.repeat(20_000)}">`), /./],
    [page('<'.repeat(40_000)), /./],
    [page('{% if title %}'.repeat(150)), /./],
  ])('%.40s', (source, words) => {
    const start = performance.now();
    expect(problemOf(source).message).toMatch(words);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('docs/thumbnails.md', () => {
  const docs = readFileSync(new URL('../../../../docs/thumbnails.md', import.meta.url), 'utf8');
  const poster = readFileSync(
    new URL('../../../../docs/examples/thumbnails/poster.html', import.meta.url),
    'utf8',
  );

  it('has an example that is a valid page for any number of guests', () => {
    expect(docs).toContain(`\`\`\`html\n${poster}\`\`\``);
    for (const count of [0, 1, 2, 3, 6]) {
      const faces = Array.from({ length: count }, () => ({ initials: 'AB', hue: 1 }));
      const kinds = [
        ...walkPage(
          read(
            poster,
            { faces },
            faces.map(() => 'Ann'),
          ),
        ),
      ].map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'face')).toHaveLength(Math.min(3, count));
    }
  });

  it('lists every property with its values, and the elements that have fewer', () => {
    for (const [name, { expected }] of PROPERTIES)
      expect(docs).toMatch(
        new RegExp(
          `^\\| [^|]*\`${name}\`[^|]* \\| ${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} \\|$`,
          'm',
        ),
      );
    const fewer = /^An `<img>` has ([^;]*); `data-fit` has ([^.]*)\.$/m.exec(docs)?.slice(1) ?? [];
    const listed = fewer.map((list) => list.replaceAll('`', '').split(/,\s+/).sort());
    const own = [PICTURE_PROPERTIES, FIT_PROPERTIES].map((set) =>
      [...set].filter((name) => !name.startsWith('margin-')).sort(),
    );
    expect(listed).toEqual(own);
  });
});

import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { hashFormerPicture, hashPicture, renderDesired } from '../desired.ts';
import type { Picture } from './picture.ts';

type Written = Readonly<Record<string, unknown>>;
type Content = NonNullable<Parameters<typeof buildCatalog>[0]>;

const desiredOf = (written: Written, content: Content = {}) => {
  const catalog = buildCatalog({ ...content, episodes: { 'a/one': written } });
  return renderDesired(catalog, episodeOf(catalog));
};
const pictureOf = (written: Written, content: Content = {}): Picture | undefined =>
  desiredOf(written, content).picture;

describe('what a thumbnail shows', () => {
  it('is rendered from the episode, the show and its guests', () => {
    const content = {
      shows: {
        a: { name: 'Klustered', thumbnail: { template: 'versus', background: '#0b132b', accent: '#5bc0be' } },
      },
      guests: { guy: { name: 'Guy Templeton', avatar: 'guy.png' }, ann: { name: 'ann-marie müller' } },
      blobs: { 'guests/guy.png': 'b10b' },
    };
    expect(pictureOf({ title: 'T', show: 'a', number: 12, guests: ['guy', 'ann'] }, content)).toEqual({
      kind: 'drawn',
      template: 'versus',
      title: 'T',
      show: 'Klustered',
      number: 12,
      background: ['#0b132b'],
      accent: '#5bc0be',
      faces: [
        { initials: '', hue: 0, avatar: { path: 'guests/guy.png', blob: 'b10b' } },
        { initials: 'AM', hue: expect.any(Number) },
      ],
    });
  });

  it('names the academy if there is no show, and uses the thumbnail’s own title', () => {
    expect(pictureOf({ title: 'T' })).toMatchObject({
      template: 'classic',
      title: 'T',
      show: 'Example Academy',
    });
    expect(pictureOf({ thumbnail: { title: 'Short', template: 'versus' } })).toMatchObject({
      title: 'Short',
      template: 'versus',
    });
  });

  it('is a file, or the one on YouTube', () => {
    const blobs = { 'thumbs/one.png': 'b10b' };
    expect(pictureOf({ thumbnail: { file: 'thumbs/one.png' } }, { blobs })).toMatchObject({
      kind: 'file',
      file: { path: 'thumbs/one.png', blob: 'b10b' },
    });
    expect(pictureOf({ thumbnail: 'keep' })).toBeUndefined();
  });
});

describe('faces', () => {
  const initialsOf = (name: string): unknown => {
    const picture = pictureOf({ guests: ['x'] }, { guests: { x: { name } } });
    return picture?.kind === 'drawn' ? picture.faces[0]?.initials : undefined;
  };

  it.each([
    ['Guy Templeton', 'GT'],
    ['Guy van der Templeton', 'GT'],
    ['Madonna', 'M'],
    ['émile zola', 'ÉZ'],
    ['  Ann   Lee ', 'AL'],
    ['李 小龍', '李小'],
  ])('of %s are %s without an avatar', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('have initials if the avatar does not exist in the commit', () => {
    const picture = pictureOf({ guests: ['x'] }, { guests: { x: { name: 'Ann Lee', avatar: 'gone.png' } } });
    expect(picture).toMatchObject({ faces: [{ initials: 'AL' }] });
  });

  it('of a guest who asked to be left out are omitted', () => {
    const guests = { x: { listed: false }, y: { name: 'Ann Lee' } };
    expect(pictureOf({ guests: ['x', 'y'] }, { guests })).toMatchObject({ faces: [{ initials: 'AL' }] });
  });
});

describe('the faces of hosts', () => {
  const content = (thumbnail: Written = {}, blob = 'b1'): Content => ({
    shows: { a: { name: 'Klustered', hosts: ['ann', 'gone', 'bo'], thumbnail } },
    guests: {
      ann: { name: 'Ann', avatar: 'a.png' },
      bo: { name: 'Bo Lee' },
      cy: { name: 'Cy Dee' },
      gone: { name: 'Asked Out', listed: false },
    },
    blobs: { 'guests/a.png': blob },
  });
  const rendered = (written: Written, thumbnail?: Written, blob?: string) =>
    desiredOf({ title: 'T', show: 'a', ...written }, content(thumbnail, blob));
  const facesOf = (written: Written, thumbnail?: Written): unknown => {
    const { picture } = rendered(written, thumbnail);
    return picture?.kind === 'drawn'
      ? [picture.hosts, ...picture.faces.map(({ initials, avatar }) => avatar?.path ?? initials)]
      : undefined;
  };

  it('are drawn where there is no guest: the episode’s, else the show’s', () => {
    expect(facesOf({})).toEqual(['default', 'guests/a.png', 'BL']);
    expect(facesOf({ hosts: ['cy'] })).toEqual(['default', 'CD']);
    expect(facesOf({ hosts: [] })).toEqual([undefined]);
    expect(facesOf({ guests: ['gone'] })).toEqual(['default', 'guests/a.png', 'BL']);
    expect(facesOf({ guests: ['cy'] })).toEqual([undefined, 'CD']);
  });

  it('are not drawn with `faces: guests`', () => {
    expect(facesOf({}, { faces: 'guests' })).toEqual([undefined]);
    expect(facesOf({ thumbnail: { faces: 'guests' } })).toEqual([undefined]);
    expect(facesOf({ thumbnail: { faces: 'hosts' } }, { faces: 'guests' })).toEqual([
      'said',
      'guests/a.png',
      'BL',
    ]);
  });

  it('are what an upload of an older version lacks, until the content says them', () => {
    const former = hashPicture(rendered({}, { faces: 'guests' }));
    expect(hashFormerPicture(rendered({}))).toBe(former);
    expect(hashFormerPicture(rendered({}, { faces: 'hosts' }))).toBeUndefined();
    expect(hashFormerPicture(rendered({ guests: ['cy'] }))).toBeUndefined();
  });

  it('change the hash with a host’s avatar, and say that they are said', () => {
    const hashes = [rendered({}), rendered({}, {}, 'b2'), rendered({}, { faces: 'hosts' })].map(hashPicture);
    expect(new Set(hashes).size).toBe(3);
    const withGuest = [rendered({ guests: ['cy'] }), rendered({ guests: ['cy'] }, { faces: 'hosts' })];
    expect(new Set(withGuest.map(hashPicture)).size).toBe(1);
  });

  it('are given to an HTML template as well, which shows what it likes', () => {
    const html = `<div>{% for host in hosts %}<img src="{{ host.face }}" style="width: 40px; height: 40px">{{ host.name }} {% endfor %}
      {{ guests.size }} {% for guest in guests limit: 1 %}{{ guest.name }}{% endfor %}</div>`;
    const pages = { 'thumbnails/poster.html': html };
    const own = { ...content({ template: 'poster' }), pages };
    const picture = pictureOf({ title: 'T', show: 'a', guests: ['cy', 'ann'] }, own);
    expect(picture?.kind === 'drawn' ? [picture.hosts, textOf(picture)] : []).toEqual([
      undefined,
      'BL Bo Lee 2 Cy Dee',
    ]);
    const bare = pictureOf({ title: 'T', show: 'a' }, own);
    expect(bare?.kind === 'drawn' && [bare.hosts, textOf(bare)]).toEqual([
      undefined,
      'guests/a.png Ann BL Bo Lee 0',
    ]);
  });
});

/** Faces and texts of a page, in order. */
const textOf = ({ page }: Extract<Picture, { kind: 'drawn' }>): string =>
  (page?.children ?? [])
    .map((node) =>
      node.kind === 'text'
        ? node.text
        : node.kind === 'face'
          ? (node.face.avatar?.path ?? node.face.initials)
          : '',
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the hash of a picture', () => {
  const avatar = (path: string, blob: string, name = 'Ann') => ({
    guests: { x: { name, avatar: path } },
    blobs: { [`guests/${path}`]: blob },
  });
  const hashOf = (content: Content, written: Written = {}) =>
    hashPicture(desiredOf({ guests: ['x'], ...written }, content));

  it('depends on the bytes of a file, not on its path', () => {
    expect(hashOf(avatar('a.png', 'b1'))).toBe(hashOf(avatar('moved/a.png', 'b1')));
    expect(hashOf(avatar('a.png', 'b1'))).not.toBe(hashOf(avatar('a.png', 'b2')));
    const file = (path: string, blob: string, title = 'T') =>
      hashPicture(desiredOf({ title, thumbnail: { file: path } }, { blobs: { [path]: blob } }));
    expect(file('thumbs/a.png', 'b1')).toBe(file('thumbs/b.png', 'b1', 'Another title'));
    expect(file('thumbs/a.png', 'b1')).not.toBe(file('thumbs/a.png', 'b2'));
  });

  it('does not depend on the name of a guest with an avatar', () => {
    expect(hashOf(avatar('a.png', 'b1', 'Ann'))).toBe(hashOf(avatar('a.png', 'b1', 'Anne Lee')));
  });

  it('differs with what is drawn', () => {
    const content = avatar('a.png', 'b1');
    expect(hashOf(content, { title: 'One' })).not.toBe(hashOf(content, { title: 'Two' }));
    expect(hashOf(content, { number: 1 })).not.toBe(hashOf(content, { number: 2 }));
    expect(hashOf(content, { thumbnail: 'keep' })).toBeUndefined();
  });
});

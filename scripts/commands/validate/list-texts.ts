import type { Catalog, Episode, Origin } from '../../../domain/content/catalog/records.ts';
import { renderEpisode } from '../../../domain/render/rendering.ts';
import { facesOf, textsOf } from '../../../domain/render/thumbnail/page-tree.ts';
import { listPictured } from '../../../domain/render/thumbnail/people.ts';
import type { Picture } from '../../../domain/render/thumbnail/picture.ts';
import type { KeyPath } from '../../../domain/shared/key-path.ts';

type Drawn = Extract<Picture, { kind: 'drawn' }>;

/** A text that thumbnails show, as a picture with nothing else, and the key that it comes from. */
export type NamedText = {
  readonly picture: Drawn;
  readonly origin: Origin;
  readonly key: KeyPath;
  /** The same text in the same language is checked once. */
  readonly id: string;
};

/** The texts of all drawn thumbnails whose characters not every font has, in the order of the episodes. */
export const listTexts = (catalog: Catalog): readonly NamedText[] =>
  Object.values(catalog.episodes).flatMap((episode) => listEpisodeTexts(catalog, episode));

function listEpisodeTexts(catalog: Catalog, episode: Episode): readonly NamedText[] {
  const rendering = renderEpisode(catalog, episode);
  if (!('desired' in rendering)) return [];
  const { picture, policy, kind } = rendering.desired;
  if (picture?.kind !== 'drawn' || policy.fields.thumbnail === 'keep' || kind === 'none') return [];
  const { page } = picture;
  const words =
    page === undefined ? listWords(catalog, episode, picture) : [nameTitle(episode, picture, textsOf(page))];
  return [...words, ...listInitials(catalog, episode, picture)].flatMap(({ texts, ...named }) =>
    texts.every(isPlain) ? [] : [{ ...named, id: JSON.stringify([texts, named.picture.language]) }],
  );
}

type Words = Omit<NamedText, 'id'> & { readonly texts: readonly string[] };

function listWords(catalog: Catalog, episode: Episode, picture: Drawn): readonly Words[] {
  const show = catalog.shows[episode.show ?? ''];
  const { title, show: name } = picture;
  return [
    nameTitle(episode, { ...picture, show: '' }, [title]),
    {
      ...nameTitle(episode, { ...picture, title: '' }, [name]),
      ...(show && { origin: show.origin, key: ['name'] }),
    },
  ];
}

function nameTitle({ thumbnail, origin }: Episode, picture: Drawn, texts: readonly string[]): Words {
  const hasOwn = typeof thumbnail === 'object' && 'title' in thumbnail && thumbnail.title !== undefined;
  return {
    picture: { ...picture, faces: [] },
    texts,
    origin,
    key: hasOwn ? ['thumbnail', 'title'] : ['title'],
  };
}

/** Faces are drawn in the order of the guests, or of the hosts; an HTML template shows what it likes of both. */
function listInitials(catalog: Catalog, episode: Episode, { page, ...picture }: Drawn): readonly Words[] {
  const { guests, hosts } = listPictured(catalog, episode, catalog.shows[episode.show ?? '']);
  const people = picture.hosts === undefined ? [...guests, ...hosts] : hosts;
  const shown = page === undefined ? picture.faces : facesOf(page);
  return picture.faces.flatMap((face, index): Words[] => {
    const guest = people[index];
    if (guest === undefined || !shown.includes(face)) return [];
    const only = { ...picture, title: '', show: '', faces: [face] };
    return [{ picture: only, texts: [face.initials], origin: guest.origin, key: ['name'] }];
  });
}

/** Latin letters and common punctuation, of which a font has every one: a test asks them. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0148\u014a-\u017f‐–—―‘’‚“”„•…€™]*$/u;

/** Most titles: nothing has to be started for them. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

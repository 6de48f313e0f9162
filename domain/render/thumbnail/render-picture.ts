import { fileRef } from '../../content/catalog/pictures.ts';
import type { Catalog, Episode, Guest, Show } from '../../content/catalog/records.ts';
import { thumbnailTemplatePath } from '../../content/catalog/thumbnail-templates.ts';
import { defined } from '../../shared/defined.ts';
import { hashText } from '../../shared/hash.ts';
import { languageOf } from '../language.ts';
import type { Face } from './face.ts';
import { findFacesKey, renderLook, renderSize } from './look.ts';
import { renderPage } from './page/render-page.ts';
import { textsOf } from './page-tree.ts';
import { listPictured, type Pictured } from './people.ts';
import type { Picture } from './picture.ts';

type Drawn = Extract<Picture, { kind: 'drawn' }>;

/** What the thumbnail shows; undefined if the author keeps the one on YouTube. */
export function renderPicture(
  catalog: Catalog,
  episode: Episode,
  show: Show | undefined,
): Picture | undefined {
  const own = episode.thumbnail;
  if (own === 'keep') return undefined;
  if (own !== undefined && 'file' in own) {
    const file = fileRef(catalog, own.file);
    return { kind: 'file', title: episode.title, file, ...renderSize(episode, show) };
  }
  const people = listPictured(catalog, episode, show);
  const drawn: Drawn = {
    kind: 'drawn' as const,
    ...renderLook(catalog, episode, show),
    title: own?.title ?? episode.title,
    show: show?.name ?? catalog.academy.name,
    ...defined({ number: episode.number }),
    faces: [],
  };
  const whole = renderOwnPage(catalog, drawn, people) ?? {
    ...drawn,
    ...renderFaces(catalog, people, findFacesKey(episode, show)),
  };
  const language = languageOf(episode, show);
  return language === undefined || !isAmbiguous(whole) ? whole : { ...whole, language };
}

/** The guests' faces, or without guests the hosts', unless the content says `faces: guests`. */
function renderFaces(
  catalog: Catalog,
  { guests, hosts }: Pictured,
  said: 'hosts' | 'guests' | undefined,
): Pick<Drawn, 'faces' | 'hosts'> {
  const isHosts = guests.length === 0 && hosts.length > 0 && said !== 'guests';
  const faces = (isHosts ? hosts : guests).map((guest) => renderFace(catalog, guest));
  return isHosts ? { faces, hosts: said === 'hosts' ? 'said' : 'default' } : { faces };
}

/**
 * The picture as versions drew it that knew no hosts' faces; undefined if it is the same. What they uploaded is ours, and is not
 * replaced because a new version draws it differently.
 */
export function renderFormerPicture(picture: Picture | undefined): Picture | undefined {
  if (picture?.kind !== 'drawn' || picture.hosts !== 'default') return undefined;
  const { hosts: _hosts, language, ...rest } = picture;
  const former = { ...rest, faces: [] };
  return language === undefined || !isAmbiguous(former) ? former : { ...former, language };
}

/** With the page of a template that is a file in the repository, if it is one; throws what `renderPage` throws. */
function renderOwnPage(catalog: Catalog, drawn: Drawn, { guests, hosts }: Pictured): Drawn | undefined {
  const { pages } = catalog;
  const file = thumbnailTemplatePath(drawn.template);
  const source = Object.hasOwn(pages, file) ? pages[file] : undefined;
  if (source === undefined) return undefined;
  const whole = { ...drawn, faces: [...guests, ...hosts].map((guest) => renderFace(catalog, guest)) };
  const namesOf = (people: readonly Guest[]) => people.map(({ name }) => name);
  const page = renderPage(file, source, whole, { guests: namesOf(guests), hosts: namesOf(hosts) });
  return { ...whole, page };
}

/** Han characters without kana look different in Japan and China; all other pictures look the same in any language. */
function isAmbiguous({ title, show, faces, page }: Drawn): boolean {
  const texts = page === undefined ? [show, ...faces.map(({ initials }) => initials)] : textsOf(page);
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(title)) return false;
  return [title, ...texts].some((text) => /\p{sc=Han}/u.test(text));
}

/** A changed id, or with an avatar a corrected name, does not change the picture. */
function renderFace(catalog: Catalog, guest: Guest): Face {
  const path = `guests/${guest.avatar}`;
  if (guest.avatar !== undefined && catalog.blobs[path] !== undefined) {
    return { initials: '', hue: 0, avatar: fileRef(catalog, path) };
  }
  const initials = initialsOf(guest.name);
  return { initials, hue: Number.parseInt(hashText(initials, 6), 16) % 360 };
}

/** The first character of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

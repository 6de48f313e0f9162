import type { Catalog, Episode, Guest, Show } from '../catalog/records.ts';
import { findGuest } from '../description/people.ts';
import { hashText } from '../hash.ts';
import { languageOf } from '../language.ts';
import { refTo, renderLook } from './look.ts';
import type { Face, Picture } from './picture.ts';

/** What the thumbnail shows; undefined when the author keeps what stands on YouTube. */
export function renderPicture(
  catalog: Catalog,
  episode: Episode,
  show: Show | undefined,
): Picture | undefined {
  const own = episode.thumbnail;
  if (own === 'keep') return undefined;
  if (own !== undefined && 'file' in own) {
    return { kind: 'file', title: episode.title, file: refTo(catalog, own.file) };
  }
  const drawn = {
    kind: 'drawn' as const,
    ...renderLook(catalog, episode, show),
    title: own?.title ?? episode.title,
    show: show?.name ?? catalog.academy.name,
    ...(episode.number === undefined ? {} : { number: episode.number }),
    faces: episode.guests.flatMap((ref) => {
      const guest = findGuest(catalog, ref.id);
      return guest === undefined || !guest.listed ? [] : [renderFace(catalog, guest)];
    }),
  };
  const language = languageOf(episode, show);
  return language === undefined || !isAmbiguous(drawn) ? drawn : { ...drawn, language };
}

/** Han characters without kana are written one way in Japan and another in China; other pictures look the same in any language. */
function isAmbiguous({ title, show, faces }: Extract<Picture, { kind: 'drawn' }>): boolean {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(title)) return false;
  return [title, show, ...faces.map(({ initials }) => initials)].some((text) => /\p{sc=Han}/u.test(text));
}

/** Neither a pure change of id nor, with an avatar, a corrected name changes the picture. */
function renderFace(catalog: Catalog, guest: Guest): Face {
  const path = `guests/${guest.avatar}`;
  if (guest.avatar !== undefined && catalog.blobs[path] !== undefined) {
    return { initials: '', hue: 0, avatar: refTo(catalog, path) };
  }
  const initials = initialsOf(guest.name);
  return { initials, hue: Number.parseInt(hashText(initials, 6), 16) % 360 };
}

/** First letters of the first and the last word, as a reader sees letters. */
function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

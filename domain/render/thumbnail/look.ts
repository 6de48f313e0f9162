import { fileRef } from '../../content/catalog/pictures.ts';
import type { Catalog, Episode, Show } from '../../content/catalog/records.ts';
import { photoShade } from '../../shared/colours.ts';
import type { Badge, Picture } from './picture.ts';

const BACKGROUND = ['#1b2a49', '#2b4c7e'];
const ACCENT = '#f5b700';

type Drawn = Extract<Picture, { kind: 'drawn' }>;
type Look = Pick<Drawn, 'template' | 'background' | 'accent' | 'text' | 'photo' | 'logo' | 'badge' | 'size'>;
type Key = keyof NonNullable<Show['thumbnail']>;
type Written = Exclude<Episode['thumbnail'], 'keep' | { file: string } | undefined>;

/**
 * How a drawn thumbnail looks: each key from the episode, else from its show. Unused keys are absent, so that adding a key to
 * this type does not change the hash of pictures that do not use it.
 */
export function renderLook(catalog: Catalog, { thumbnail }: Episode, show: Show | undefined): Look {
  const own = typeof thumbnail === 'object' && !('file' in thumbnail) ? thumbnail : undefined;
  const pick = <K extends Key>(key: K): Written[K] => own?.[key] ?? show?.thumbnail?.[key];
  const background = pick('background') ?? BACKGROUND;
  const [text, logo, badge] = [pick('text'), pick('logo'), shortenBadge(pick('badge'))];
  return {
    template: pick('template') ?? 'classic',
    ...('file' in background
      ? { background: [photoShade], photo: fileRef(catalog, background.file) }
      : { background }),
    accent: pick('accent') ?? ACCENT,
    ...(text && { text }),
    ...(logo && logo !== 'none' && { logo: fileRef(catalog, logo) }),
    ...(badge && { badge }),
    ...renderSize({ thumbnail }, show),
  };
}

/** What the content says of an episode without guests: `hosts` draws the hosts' faces, `guests` none. */
export const findFacesKey = (
  { thumbnail }: Pick<Episode, 'thumbnail'>,
  show: Show | undefined,
): Written['faces'] =>
  (typeof thumbnail === 'object' && 'faces' in thumbnail ? thumbnail.faces : undefined) ??
  show?.thumbnail?.faces;

/** Of a drawing and of a finished picture alike. */
export function renderSize(
  { thumbnail }: Pick<Episode, 'thumbnail'>,
  show: Show | undefined,
): Pick<Drawn, 'size'> {
  const own = typeof thumbnail === 'object' ? thumbnail.size : undefined;
  const size = own ?? show?.thumbnail?.size ?? '720p';
  return size === '720p' ? {} : { size };
}

const shortenBadge = (badge: Written['badge']): Badge | undefined => (badge === 'series' ? undefined : badge);

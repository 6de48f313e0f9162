import { type Field, SETTINGS } from '../../content/ownership.ts';
import { type Desired, hashPicture, ownershipOf } from '../../render/desired.ts';
import { promotionOf } from '../../render/settings.ts';
import { hashValue } from '../../shared/hash.ts';

const COMPARED = [
  'title',
  'body',
  'tags',
  'categoryId',
  'language',
  'localizations',
  ...SETTINGS,
  'start',
  'durationSeconds',
  'latency',
  'stream',
  'streamAfter',
  'visibility',
  'publishAt',
  'playlists',
  'status',
  'kind',
  'videoId',
  'policy',
] as const;

/** Names of the fields that differ between two renderings, by YouTube's names where they exist. */
function diffFields(base: Desired, desired: Desired): string[] {
  const fields: string[] = COMPARED.filter((key) => !isSame(base[key], desired[key])).map((key) =>
    key === 'body' ? 'description' : key,
  );
  if (!isSame(base.picture, desired.picture) && hashPicture(base) !== hashPicture(desired))
    fields.push('thumbnail');
  if (base.marker !== desired.marker) fields.push('marker');
  // It goes with the description that names the sponsors, and is not written for itself.
  const isImplied = promotionOf(base) === undefined && desired.impliesPromotion === true;
  if (isImplied && base.body !== desired.body) fields.push('paidPromotion');
  return fields;
}

/** Renderings have the same key order, so equal values are usually equal JSON; hashing takes six times as long. */
const isSame = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b) || hashValue(a) === hashValue(b);

/** Fields that differ and may be written to an existing video: not those with `seed` or `keep`. */
export const diffOwnedFields = (base: Desired, desired: Desired): string[] =>
  diffFields(base, desired).filter((name) => {
    // The show's default length counts at creation alone.
    if (name === 'durationSeconds' && desired.end === undefined) return false;
    const field = OWNED[name];
    return field === undefined || ownershipOf(desired, field) === 'full';
  });

/** Fields that differ but are not written to an existing video, with the setting that forbids it. */
export const diffUnownedFields = (
  base: Desired,
  desired: Desired,
): readonly { readonly field: Field; readonly owner: 'seed' | 'keep' }[] =>
  diffFields(base, desired).flatMap((name) => {
    const field = OWNED[name];
    const owner = field === undefined ? 'full' : ownershipOf(desired, field);
    return field === undefined || owner === 'full' ? [] : [{ field, owner }];
  });

const OWNED: Readonly<Record<string, Field>> = {
  title: 'title',
  description: 'description',
  tags: 'tags',
  categoryId: 'category',
  language: 'language',
  localizations: 'localizations',
  ...Object.fromEntries(SETTINGS.map((field) => [field, field])),
  start: 'start',
  durationSeconds: 'start',
  latency: 'latency',
  stream: 'stream',
  streamAfter: 'stream',
  visibility: 'visibility',
  publishAt: 'visibility',
  playlists: 'playlists',
  thumbnail: 'thumbnail',
};

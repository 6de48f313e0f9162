import type { Academy, Episode, Show } from './catalog/records.ts';

/** full: we write it; seed: at creation only; keep: never. */
export type Ownership = 'full' | 'seed' | 'keep';

export const FIELDS = [
  'title',
  'description',
  'tags',
  'category',
  'language',
  'start',
  'latency',
  'stream',
  'visibility',
  'playlists',
  'thumbnail',
] as const;
export type Field = (typeof FIELDS)[number];

/** What we may write for one episode: `manage` and, for each field, its owner. `marker`: a video that has no line gets none. */
export type Policy = {
  readonly manage: Academy['manage'];
  readonly marker?: 'none';
  readonly drift: Academy['drift'];
  readonly fields: Readonly<Record<Field, Ownership>>;
};

/** The episode wins over the show, and the show over the academy. A field that only `defaults` set is a seed. */
export function readPolicy(academy: Academy, show: Show | undefined, episode: Episode): Policy {
  const ownerOf = (field: Field): Ownership =>
    readOwner(academy, show, episode, field) ?? (isSeed(field, show, episode) ? 'seed' : 'full');
  return {
    manage: episode.manage ?? show?.manage ?? academy.manage,
    drift: academy.drift,
    ...((episode.marker ?? show?.marker ?? academy.marker) === 'none' ? { marker: 'none' as const } : {}),
    fields: Object.fromEntries(FIELDS.map((field) => [field, ownerOf(field)])) as Record<Field, Ownership>,
  };
}

/** What a file says under `fields`; undefined: none says anything of this field. */
export const readOwner = (
  academy: Academy,
  show: Show | undefined,
  episode: Pick<Episode, 'fields'>,
  field: Field,
): Ownership | undefined => episode.fields?.[field] ?? show?.fields?.[field] ?? academy.fields?.[field];

/** Neither the episode nor the show sets the field outside `defaults`. */
function isSeed(field: Field, show: Show | undefined, episode: Episode): boolean {
  switch (field) {
    case 'category':
      return (episode.youtube?.categoryId ?? show?.categoryId) === undefined;
    case 'language':
      return (episode.youtube?.language ?? show?.language) === undefined;
    case 'playlists':
      return (episode.youtube?.playlists ?? show?.playlists) === undefined;
    case 'visibility':
      return (episode.visibility ?? episode.publishAt ?? show?.visibility) === undefined;
    case 'latency':
      return episode.latency === undefined;
    default:
      return false;
  }
}

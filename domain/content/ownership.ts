import type { Academy, Episode, Show } from './catalog/records.ts';

/** full: we write it; seed: at creation only; keep: never. */
export type Ownership = 'full' | 'seed' | 'keep';

/** Settings of a video, each one value of its own. */
export const VIDEO_SETTINGS = [
  'audioLanguage',
  'madeForKids',
  'syntheticMedia',
  'paidPromotion',
  'license',
  'embeddable',
  'recordingDate',
] as const;
/** Settings of a broadcast that can change until its test. */
export const STREAM_SETTINGS = ['dvr', 'captions'] as const;
/** Later than 0.2: what does not say them must go on meaning what it did. */
export const SETTINGS = [...VIDEO_SETTINGS, ...STREAM_SETTINGS] as const;
/** Fields that version 0.2 did not know. */
export const LATER_FIELDS = [...SETTINGS, 'localizations'] as const;
export type SettingField = (typeof SETTINGS)[number];

export const FIELDS = [
  'title',
  'description',
  'tags',
  'category',
  'language',
  'localizations',
  ...VIDEO_SETTINGS,
  'start',
  'latency',
  ...STREAM_SETTINGS,
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
    readOwner(academy, show, episode, field) ?? (isSeed(field, academy, show, episode) ? 'seed' : 'full');
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

/** No file sets the field outside `defaults`. */
function isSeed(field: Field, academy: Academy, show: Show | undefined, episode: Episode): boolean {
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
    case 'recordingDate':
      return episode.youtube?.recordingDate === undefined;
    case 'paidPromotion':
      return (
        readSetting(academy, show, episode, 'paidPromotion') === undefined && episode.sponsors.length === 0
      );
    case 'dvr':
    case 'captions':
      return (episode[field] ?? show?.[field] ?? academy[field]) === undefined;
    case 'audioLanguage':
    case 'madeForKids':
    case 'syntheticMedia':
    case 'license':
    case 'embeddable':
      return readSetting(academy, show, episode, field) === undefined;
    default:
      return false;
  }
}

/** What the files say of a setting of the video outside `defaults`. */
const readSetting = (
  academy: Academy,
  show: Show | undefined,
  episode: Episode,
  field: Exclude<(typeof VIDEO_SETTINGS)[number], 'recordingDate'>,
) => episode.youtube?.[field] ?? show?.[field] ?? academy[field];

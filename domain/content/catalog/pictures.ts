import type { KeyPath } from '../../shared/key-path.ts';
import type { Catalog, Episode, Origin, Show } from './records.ts';

/** How a picture is used: each use has its own size and shape. */
export type PictureUse = 'avatar' | 'logo' | 'background' | 'thumbnail';

/** A file in the content repository at a commit: `path` for people, `blob` (git's object id, hex) for machines. */
export type FileRef = { readonly path: string; readonly blob: string };

/** A picture that a record names, and the key that names it. */
export type NamedPicture = {
  readonly use: PictureUse;
  readonly file: FileRef;
  readonly origin: Origin;
  readonly key: KeyPath;
};

type Thumbnail = Show['thumbnail'] | Episode['thumbnail'];
type Key = { readonly use: PictureUse; readonly key: KeyPath; readonly name: string };

export const fileRef = (catalog: Catalog, path: string): FileRef => ({
  path,
  blob: catalog.blobs[path] ?? '',
});

/** The path of a guest's avatar from the root of the repository. */
export const avatarPath = (avatar: string): string => `guests/${avatar}`;

/** Every picture that usable records name and that exists, in the order of the files. */
export function listPictures(catalog: Catalog): readonly NamedPicture[] {
  const { guests, shows, episodes, blobs } = catalog;
  const avatars = Object.values(guests).flatMap(({ avatar, origin }): NamedPicture[] =>
    avatar === undefined
      ? []
      : [{ use: 'avatar', file: fileRef(catalog, avatarPath(avatar)), origin, key: ['avatar'] }],
  );
  const others = [...Object.values(shows), ...Object.values(episodes)].flatMap((record) =>
    listRecordPictures(record).map(({ use, key, name }) => ({
      use,
      file: fileRef(catalog, name),
      origin: record.origin,
      key,
    })),
  );
  return [...avatars, ...others].filter(({ file }) => Object.hasOwn(blobs, file.path));
}

/** The files that a show or an episode names: of its thumbnail, and of the videos that it replaces. */
export const listRecordPictures = (record: WithPictures): readonly Key[] => [
  ...listPictureKeys(record.thumbnail),
  ...('youtube' in record ? listReplacedPictures(record) : []),
];

type WithPictures = Pick<Show, 'thumbnail'> | Pick<Episode, 'thumbnail' | 'youtube'>;

const listReplacedPictures = ({ youtube }: Pick<Episode, 'youtube'>): readonly Key[] =>
  (youtube?.replaces ?? []).flatMap(({ thumbnail }, index) =>
    typeof thumbnail === 'object'
      ? [
          {
            use: 'thumbnail' as const,
            key: ['youtube', 'replaces', index, 'thumbnail', 'file'],
            name: thumbnail.file,
          },
        ]
      : [],
  );

/** The files that a thumbnail names: logo and background or, in an episode, the whole thumbnail. */
function listPictureKeys(thumbnail: Thumbnail): readonly Key[] {
  if (typeof thumbnail !== 'object') return [];
  if ('file' in thumbnail) return [{ use: 'thumbnail', key: ['thumbnail', 'file'], name: thumbnail.file }];
  const { logo, background } = thumbnail;
  const photo = background !== undefined && 'file' in background ? background.file : undefined;
  return [
    ...(logo === undefined || logo === 'none'
      ? []
      : [{ use: 'logo' as const, key: ['thumbnail', 'logo'], name: logo }]),
    ...(photo === undefined
      ? []
      : [{ use: 'background' as const, key: ['thumbnail', 'background', 'file'], name: photo }]),
  ];
}

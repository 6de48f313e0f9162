import type { KeyPath } from '../../shared/key-path.ts';
import type { Catalog, Episode, Origin, Show } from './records.ts';

/** What a file is drawn as: each use has a size and a shape of its own. */
export type PictureUse = 'avatar' | 'logo' | 'background' | 'thumbnail';

/** A file of the content repository at a commit: `path` for people, `blob` (git's object id, hex) for machines. */
export type FileRef = { readonly path: string; readonly blob: string };

/** A file that content names as a picture, and the key that names it. */
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

/** Where a guest's avatar stands in the repository. */
export const avatarPath = (avatar: string): string => `guests/${avatar}`;

/** Every picture that usable content names and that is there, in the order of files. */
export function listPictures(catalog: Catalog): readonly NamedPicture[] {
  const { guests, shows, episodes, blobs } = catalog;
  const avatars = Object.values(guests).flatMap(({ avatar, origin }): NamedPicture[] =>
    avatar === undefined
      ? []
      : [{ use: 'avatar', file: fileRef(catalog, avatarPath(avatar)), origin, key: ['avatar'] }],
  );
  const others = [...Object.values(shows), ...Object.values(episodes)].flatMap(({ thumbnail, origin }) =>
    listPictureKeys(thumbnail).map(({ use, key, name }) => ({
      use,
      file: fileRef(catalog, name),
      origin,
      key,
    })),
  );
  return [...avatars, ...others].filter(({ file }) => Object.hasOwn(blobs, file.path));
}

/** The files that a thumbnail names: of an episode its whole thumbnail too; of a show and an episode logo and background. */
export function listPictureKeys(thumbnail: Thumbnail): readonly Key[] {
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

import type { Episode, Show } from '../catalog/records.ts';
import { didYouMean } from '../parse/issues.ts';
import type { Kind } from '../parse/kinds.ts';
import { renderFault, renderFound } from '../parse/words.ts';
import type { Problem } from '../problem.ts';
import type { KeyPath } from '../yaml/places.ts';
import { type Draft, type Entry, has, type Rule, tell } from './draft.ts';

/** Where a guest's avatar stands in the repository. */
export const avatarPath = (avatar: string): string => `guests/${avatar}`;

export const missingAvatars: Rule = (draft) =>
  draft.guests.flatMap((guest) => {
    const { avatar } = guest.record;
    return avatar === undefined ? [] : check(draft, guest, ['avatar'], avatar, 'guests/');
  });

/** Of an episode its whole thumbnail too; of a show and an episode logo and background. */
export const missingThumbnails: Rule = (draft) =>
  [...draft.shows, ...draft.episodes].flatMap((entry) =>
    listPictures(entry.record.thumbnail).flatMap(({ key, name }) =>
      check(draft, entry, ['thumbnail', ...key], name, ''),
    ),
  );

type Thumbnail = Show['thumbnail'] | Episode['thumbnail'];

function listPictures(thumbnail: Thumbnail): { key: KeyPath; name: string }[] {
  if (typeof thumbnail !== 'object') return [];
  if ('file' in thumbnail) return [{ key: ['file'], name: thumbnail.file }];
  const { logo, background } = thumbnail;
  return [
    ...(logo === undefined || logo === 'none' ? [] : [{ key: ['logo'], name: logo }]),
    ...(background !== undefined && 'file' in background
      ? [{ key: ['background', 'file'], name: background.file }]
      : []),
  ];
}

function check({ blobs }: Draft, entry: Entry<Kind>, key: KeyPath, name: string, folder: string): Problem[] {
  if (has(blobs, `${folder}${name}`)) return [];
  const below = Object.keys(blobs).filter((path) => path.startsWith(folder));
  const near = didYouMean(
    name,
    below.map((path) => path.slice(folder.length)),
  );
  const place = folder === '' ? 'of the repository' : `below ${folder}`;
  const cure = /^https?:/.test(name)
    ? 'Pictures are files of the repository: download it and commit it.'
    : `Commit it as ${folder}${name}.`;
  const message = renderFault(key, `the path of a file ${place}`, renderFound(name));
  return [tell(entry, { key, code: 'missing-file', message, hint: near ?? cure })];
}

import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound, didYouMean } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { listRecordPictures } from '../catalog/pictures.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Draft, type Entry, exists, markMissing, type Rule, recordProblem } from './draft.ts';

export const missingAvatars: Rule = (draft) =>
  draft.guests.flatMap((guest) => {
    const { avatar } = guest.record;
    return avatar === undefined ? [] : check(draft, guest, ['avatar'], avatar, 'guests/');
  });

export const missingThumbnails: Rule = (draft) =>
  [...draft.shows, ...draft.episodes].flatMap((entry) =>
    listRecordPictures(entry.record).flatMap(({ key, name }) => check(draft, entry, key, name, '')),
  );

function check(draft: Draft, entry: Entry<Kind>, key: KeyPath, name: string, folder: string): Problem[] {
  const { blobs } = draft;
  const path = `${folder}${name}`;
  if (exists(draft, blobs, path, entry)) return [];
  const below = Object.keys(blobs).filter((one) => one.startsWith(folder));
  const near = didYouMean(
    name,
    below.map((one) => one.slice(folder.length)),
  );
  const place = folder === '' ? 'in the repository' : `below ${folder}`;
  const fix = /^https?:/.test(name)
    ? 'Pictures are files in the repository: download this one and commit it.'
    : `Commit it as ${path}.`;
  const message = describeFault(key, `the path of a file ${place}`, describeFound(name));
  const problem = recordProblem(entry, { key, code: 'missing-file', message, hint: near ?? fix });
  return [markMissing(problem, `file ${path}`, path)];
}

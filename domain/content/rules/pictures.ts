import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound, didYouMean } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { listRecordPictures } from '../catalog/pictures.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Draft, type Entry, exists, markMissing, type Rule, recordProblem } from './draft.ts';
import { MAX_SUGGESTED } from './references.ts';

export const missingAvatars: Rule = (draft) =>
  checkAll(
    draft,
    'guests/',
    draft.guests.flatMap((entry) => {
      const { avatar } = entry.record;
      return avatar === undefined ? [] : [{ entry, key: ['avatar'], name: avatar }];
    }),
  );

export const missingThumbnails: Rule = (draft) =>
  checkAll(
    draft,
    '',
    [...draft.shows, ...draft.episodes].flatMap((entry) =>
      listRecordPictures(entry.record).map(({ key, name }) => ({ entry, key, name })),
    ),
  );

type Named = { readonly entry: Entry<Kind>; readonly key: KeyPath; readonly name: string };

function checkAll(draft: Draft, folder: string, named: readonly Named[]): Problem[] {
  const missing = named.filter(({ entry, name }) => !exists(draft, draft.blobs, `${folder}${name}`, entry));
  if (missing.length === 0) return [];
  const known = Object.keys(draft.blobs)
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
  return missing.map((one, index) => describeMissing(one, folder, index < MAX_SUGGESTED ? known : []));
}

function describeMissing({ entry, key, name }: Named, folder: string, known: readonly string[]): Problem {
  const path = `${folder}${name}`;
  const near = didYouMean(name, known);
  const place = folder === '' ? 'in the repository' : `below ${folder}`;
  const fix = /^https?:/.test(name)
    ? 'Pictures are files in the repository: download this one and commit it.'
    : `Commit it as ${path}.`;
  const message = describeFault(key, `the path of a file ${place}`, describeFound(name));
  const problem = recordProblem(entry, { key, code: 'missing-file', message, hint: near ?? fix });
  return markMissing(problem, `file ${path}`, path);
}

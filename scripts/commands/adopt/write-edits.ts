import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLocal } from '../../../clients/git/local.ts';
import { applyEdits } from '../../../domain/changes/adopt/edit-yaml.ts';
import { tryEdits } from '../../../domain/changes/adopt/try-edits.ts';
import type { Adoption } from '../../../domain/changes/adopt/types.ts';
import type { Field } from '../../../domain/content/ownership.ts';
import { parseFile } from '../../../domain/content/parse/parse.ts';
import type { Desired } from '../../../domain/render/desired.ts';
import { isError, renderProblemLines } from '../../../domain/shared/problem.ts';
import type { Followed, Target } from '../../lib/episode-update.ts';
import { CommandError } from '../../lib/outcome.ts';

type Input = { readonly followed: Followed; readonly target: Target; readonly adoption: Adoption };

/**
 * Applies the edits to the file on disk. It may have changed since the commit that was compared with YouTube: then it is only
 * written if it says the same of every adopted field afterwards. @throws CommandError with the reason, and nothing is written
 */
export async function writeEdits(location: string, input: Input): Promise<void> {
  const { path, edits } = input.adoption;
  const { git } = await openLocal({ location });
  const file = join(git.folder, path);
  const before = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} does not exist: set the folder of the content with --repository`);
  });
  const after = applyEdits(before, edits);
  const problem = parseFile('episode', path, after).problems.find(isError);
  if (problem !== undefined)
    throw new CommandError('nothing was written, the file would be invalid:', renderProblemLines(problem));
  await assertSameMeaning(input, before);
  if (after !== before) await writeFile(file, after);
}

async function assertSameMeaning({ followed, target, adoption }: Input, onDisk: string): Promise<void> {
  const { repository, catalog, commit } = followed;
  const { episode } = target;
  const committed = String(await repository.readBlob(episode.origin.blob));
  if (committed === onDisk) return;
  const [wanted, found] = [committed, onDisk].map((text) =>
    tryEdits({ catalog, episode, text }, adoption.edits),
  );
  const fields = [...new Set(adoption.edits.map(({ field }) => field))];
  const isSame =
    wanted !== undefined &&
    found !== undefined &&
    'desired' in wanted &&
    'desired' in found &&
    fields.every((field) => readValue(wanted.desired, field) === readValue(found.desired, field));
  if (isSame) return;
  throw new CommandError(
    `nothing was written to ${adoption.path}: it differs from commit ${commit.slice(0, 10)}, which was compared with YouTube, in what is adopted. Commit it first, wait for \`sync\`, and adopt again`,
  );
}

const readValue = (desired: Desired, field: Field): string => JSON.stringify(desired[KEYS[field]]) ?? '';

const KEYS: Readonly<Record<Field, keyof Desired>> = {
  title: 'title',
  description: 'body',
  tags: 'tags',
  category: 'categoryId',
  language: 'language',
  start: 'start',
  latency: 'latency',
  localizations: 'localizations',
  audioLanguage: 'audioLanguage',
  madeForKids: 'madeForKids',
  syntheticMedia: 'syntheticMedia',
  paidPromotion: 'paidPromotion',
  license: 'license',
  embeddable: 'embeddable',
  recordingDate: 'recordingDate',
  dvr: 'dvr',
  captions: 'captions',
  stream: 'stream',
  visibility: 'visibility',
  playlists: 'playlists',
  thumbnail: 'picture',
};

import { availableParallelism } from 'node:os';
import { listPictures, type NamedPicture } from '../../../domain/content/catalog/pictures.ts';
import type { Problem } from '../../../domain/shared/problem.ts';
import { createThumbnails, type Thumbnails } from '../../../drawing/index.ts';
import { nameBlob } from '../../lib/pin-files.ts';
import type { Content } from '../../lib/read-content.ts';
import { checkTexts } from './check-texts.ts';
import { createPictureProblem, findFault } from './picture-problem.ts';

export type CheckedPictures = {
  readonly problems: readonly Problem[];
  /** How many pictures and texts were not checked because there are too many. */
  readonly unchecked: number;
};

/** Takes some seconds. For more pictures there is `--base`, which checks only new ones. */
const MAX_PICTURES = 500;
const MAX_PROCESSES = 4;
/** A further process starts in half a second, in which another checks about so many. */
const PER_PROCESS = 40;

type Options = {
  readonly max?: number;
  /** A process that was started while the content was read; used and closed. */
  readonly started?: Thumbnails | undefined;
};

/**
 * Reads each picture that content names as if it were drawn, and asks the fonts for each text, except those that the base draws in
 * the same way.
 */
export async function checkPictures(
  content: Content,
  base: Content | undefined,
  { max = MAX_PICTURES, started }: Options = {},
): Promise<CheckedPictures> {
  const old = new Set(list(base).map(keyOf));
  const groups = groupByFile(list(content).filter((named) => !old.has(keyOf(named))));
  const wanted = Math.ceil(Math.min(groups.length, max) / PER_PROCESS);
  const workers = Math.max(1, Math.min(MAX_PROCESSES, availableParallelism(), wanted));
  const thumbnails = workers === 1 && started !== undefined ? started : createThumbnails({ workers });
  try {
    const files = await checkGroups({ content, old, max, thumbnails, workers }, groups);
    const texts = await checkTexts({ content, base, max, thumbnails });
    return {
      problems: [...files.problems, ...texts.problems],
      unchecked: files.unchecked + texts.unchecked,
    };
  } finally {
    await Promise.all([thumbnails.close(), started?.close()]);
  }
}

type Input = {
  readonly content: Content;
  readonly old: ReadonlySet<string>;
  readonly max: number;
  readonly thumbnails: Thumbnails;
  readonly workers: number;
};

/** As many at a time as there are processes, so that no file waits in memory. */
async function checkGroups(
  { content, old, max, thumbnails, workers }: Input,
  groups: readonly Group[],
): Promise<CheckedPictures> {
  const problems: Problem[] = [];
  let found = 0;
  const queue = groups.values();
  const work = async (): Promise<void> => {
    for (const group of queue) {
      const bytes = await readPicture(content, group);
      // On disk a file is known by its path only: its bytes show whether the base has the same picture.
      if (bytes instanceof Buffer && old.has(`${group[0].use} ${nameBlob(bytes)}`)) continue;
      found += 1;
      if (found <= max) problems.push(...(await checkGroup(thumbnails, content, group, bytes)));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { problems, unchecked: Math.max(0, found - max) };
}

/** Every place that names the same file for the same use; at least one. */
type Group = [NamedPicture, ...NamedPicture[]];

const list = (content: Content | undefined): readonly NamedPicture[] =>
  content?.catalog === undefined ? [] : listPictures(content.catalog);

const keyOf = ({ use, file }: NamedPicture): string => `${use} ${file.blob}`;

/** A logo that a hundred episodes name is read once. */
function groupByFile(pictures: readonly NamedPicture[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const named of pictures) {
    const group = groups.get(keyOf(named));
    if (group === undefined) groups.set(keyOf(named), [named]);
    else group.push(named);
  }
  return [...groups.values()];
}

/** The bytes, or the reason why they cannot be read. */
const readPicture = ({ readFile }: Content, [{ file }]: Group): Promise<Buffer | Error> =>
  readFile(file).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));

async function checkGroup(
  thumbnails: Thumbnails,
  { readFile }: Content,
  group: Group,
  bytes: Buffer | Error,
): Promise<readonly Problem[]> {
  const [{ file, use }] = group;
  const fault = await findFault(thumbnails, { path: file.path, bytes, use });
  if (fault === undefined) return [];
  return Promise.all(
    group.map(async (named) => createPictureProblem(named, fault, await readFile(named.origin))),
  );
}

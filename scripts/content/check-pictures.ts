import { availableParallelism } from 'node:os';
import { listPictures, type NamedPicture } from '../../domain/content/catalog/pictures.ts';
import type { Problem } from '../../domain/shared/problem.ts';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import { nameBlob } from '../thumbnail/pin.ts';
import type { ContentRead } from './read.ts';
import { explainUnusable, tellUnusable } from './unusable.ts';

export type CheckedPictures = {
  readonly problems: readonly Problem[];
  /** How many were not looked at, for there are too many. */
  readonly left: number;
};

/** Some seconds. Who has more names a base, and only what is new is looked at. */
const MOST = 500;
const mostProcesses = 4;

/** Reads each picture that content names as if it were drawn; not those that the base draws as the same. */
export async function checkPictures(
  read: ContentRead,
  base: ContentRead | undefined,
  most = MOST,
): Promise<CheckedPictures> {
  const old = new Set(list(base).map(keyOf));
  const fresh = groupByFile(list(read).filter((one) => !old.has(keyOf(one))));
  const workers = Math.min(mostProcesses, availableParallelism());
  const thumbnails = createThumbnails({ workers });
  try {
    return await checkEach({ read, old, most, thumbnails, workers }, fresh);
  } finally {
    await thumbnails.close();
  }
}

type Round = {
  readonly read: ContentRead;
  readonly old: ReadonlySet<string>;
  readonly most: number;
  readonly thumbnails: Thumbnails;
  readonly workers: number;
};

/** As many at a time as there are processes: no file waits in memory. */
async function checkEach(round: Round, groups: readonly Group[]): Promise<CheckedPictures> {
  const { read, old, most, thumbnails, workers } = round;
  const problems: Problem[] = [];
  let met = 0;
  const queue = groups.values();
  const work = async (): Promise<void> => {
    for (const group of queue) {
      const bytes = await readPicture(read, group);
      // On disk a file is known by its path alone: only its bytes tell that it is an old one.
      if (bytes instanceof Buffer && old.has(`${group[0].use} ${nameBlob(bytes)}`)) continue;
      met += 1;
      if (met <= most) problems.push(...(await check(thumbnails, read, group, bytes)));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { problems, left: Math.max(0, met - most) };
}

/** Those who name the same file for the same use; there is at least one. */
type Group = [NamedPicture, ...NamedPicture[]];

const list = (read: ContentRead | undefined): readonly NamedPicture[] =>
  read?.catalog === undefined ? [] : listPictures(read.catalog);

const keyOf = ({ use, file }: NamedPicture): string => `${use} ${file.blob}`;

/** A logo that a hundred episodes name is read once. */
function groupByFile(named: readonly NamedPicture[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const one of named) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** The bytes, or why there are none. */
const readPicture = ({ readFile }: ContentRead, [{ file }]: Group): Promise<Buffer | Error> =>
  readFile(file).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));

async function check(
  thumbnails: Thumbnails,
  { readFile }: ContentRead,
  group: Group,
  bytes: Buffer | Error,
): Promise<readonly Problem[]> {
  const [{ file, use }] = group;
  const fault = await explainUnusable(thumbnails, { path: file.path, bytes, use });
  if (fault === undefined) return [];
  return Promise.all(group.map(async (named) => tellUnusable(named, fault, await readFile(named.origin))));
}

import { LRUCache } from 'lru-cache';
import { COMMITS_AT_ONCE, type HistorySource, listCommits, readSeconds, toStep } from './branch-line.ts';
import { type BlobChange, listChanges } from './tree-changes.ts';

/** A file that a commit moved without a change. */
export type Move = { readonly from: string; readonly to: string };

/** By commit, so that the next commit reads only its own moves. */
export type MoveCache = LRUCache<string, readonly Move[]>;

/** More than a busy month. */
const MOST_COMMITS_WITH_MOVES = 2_000;

export const createMoveCache = (): MoveCache => new LRUCache({ max: 4 * MOST_COMMITS_WITH_MOVES });

type RecentMoves = {
  /** When the commit was made, in seconds since 1970. */
  readonly seconds: number;
  readonly moves: readonly Move[];
};

/** The episodes that were moved as they are, the latest first, by the commits of the branch that were made in the `seconds` before. */
export async function listMoves(
  { git, objects }: HistorySource,
  {
    commit,
    seconds,
    known,
  }: { readonly commit: string; readonly seconds: number; readonly known: MoveCache },
): Promise<RecentMoves> {
  const [lines, newest] = await Promise.all([
    listCommits(git, commit, { most: MOST_COMMITS_WITH_MOVES, paths: ['episodes'] }),
    readSeconds(objects, commit),
  ]);
  const recent = lines.filter((line) => line.seconds >= newest - seconds);
  const unknown = recent.filter((line) => !known.has(line.commit));
  for (let from = 0; from < unknown.length; from += COMMITS_AT_ONCE) {
    const steps = unknown.slice(from, from + COMMITS_AT_ONCE);
    const moves = pairMoves((await listChanges(objects, steps.map(toStep), ['episodes/'])).changes);
    for (const step of steps) known.set(step.commit, moves.get(step.commit) ?? []);
  }
  return { seconds: newest, moves: recent.flatMap((line) => known.get(line.commit) ?? []) };
}

/** The files that commits moved as they are, in any folder of `folders`. */
export async function listMovesOf(
  { objects }: HistorySource,
  { commits, folders }: { readonly commits: readonly string[]; readonly folders: readonly string[] },
): Promise<readonly Move[]> {
  const steps = commits.map((commit, age) => ({ commit, age }));
  const { changes } = await listChanges(
    objects,
    steps,
    folders.map((folder) => `${folder}/`),
  );
  return [...pairMoves(changes).values()].flat();
}

/** By commit. Of several files with the same bytes one with the same name counts first. */
function pairMoves(changes: readonly BlobChange[]): ReadonlyMap<string, readonly Move[]> {
  const removed = new Map<string, string[]>();
  for (const { commit, path, was, is, before } of changes)
    if (was === 'file' && is === 'nothing') addTo(removed, `${commit} ${before}`, path);
  const moves = new Map<string, Move[]>();
  for (const { commit, path, was, is, blob } of changes) {
    if (was !== 'nothing' || is !== 'file') continue;
    const sources = removed.get(`${commit} ${blob}`) ?? [];
    const same = sources.findIndex((source) => nameOf(source) === nameOf(path));
    const [from] = sources.splice(Math.max(same, 0), 1);
    if (from !== undefined) addTo(moves, commit, { from, to: path });
  }
  return moves;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

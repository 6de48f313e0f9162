import { idOfPath, isId, kindOfPath } from '../../domain/content/parse/id.ts';
import type { Moves } from '../../domain/content/rules/draft.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import type { HistorySource } from './branch-line.ts';
import { type FileHistory, listHistories, listVersions } from './history.ts';
import { listMoves, listMovesOf, type Move, type MoveCache } from './moves.ts';
import type { VersionReader } from './older-versions.ts';
import type { PictureReader } from './pictures.ts';
import type { Sources } from './sources.ts';

/** Everything that a catalog is made of: the files of a commit, and what its history says about them. */
export type CatalogSources = Sources &
  PictureReader &
  VersionReader &
  HistoryReader & { readonly commit: string };

export type HistoryReader = {
  /** When the commit was made, in ms since 1970. */
  readonly now: number;
  /** Episodes that moved as they are, lately. */
  readonly moves: Moves;
  /** Of present and removed files, in one walk. */
  readonly listHistories: (paths: readonly string[]) => Promise<ReadonlyMap<string, FileHistory>>;
  /** What commits moved, in the folders of these paths. */
  readonly listMovesOf: (commits: readonly string[], paths: readonly string[]) => Promise<readonly Move[]>;
};

/** After this time a move counts as meant: a repository that was tidied long ago keeps its ids. */
const MOVE_SECONDS = 30 * 24 * 60 * 60;

/** Reads the time and the latest moves of a commit. @throws RepositoryError */
export async function openHistory(source: HistorySource, commit: string, known: MoveCache) {
  const { seconds, moves } = await listMoves(source, { commit, seconds: MOVE_SECONDS, known });
  return {
    now: seconds * 1000,
    moves,
    listVersions: (paths: readonly string[]) => listVersions(source, { commit, paths }),
    listHistories: (paths: readonly string[]) => listHistories(source, { commit, paths }),
    listMovesOf: async (commits: readonly string[], paths: readonly string[]) => {
      const folders = [...new Set(paths.map((path) => path.split('/')[0] ?? path))];
      return commits.length === 0 ? [] : listMovesOf(source, { commits, folders });
    },
  };
}

/**
 * From the path of each present episode that moved to its former paths, where nothing is now; the latest first. One that was moved
 * back to where it was has not moved.
 */
export function chainMoves(moves: readonly Move[], { files }: Pick<Sources, 'files'>): Moves {
  if (moves.length === 0) return new Map();
  const present = new Set(files.map(({ path }) => path));
  const arrivals = groupBy(
    moves.map((move, at) => ({ ...move, at })).filter(({ from }) => isEpisode(from)),
    ({ to }) => to,
  );
  return new Map(
    [...arrivals.keys()]
      .filter((path) => present.has(path))
      .map((path) => [path, listFormer(arrivals, path).filter((one) => !present.has(one))]),
  );
}

const isEpisode = (path: string): boolean =>
  kindOfPath(path) === 'episode' && isId(idOfPath('episode', path));

type Arrivals = ReadonlyMap<string, readonly (Move & { readonly at: number })[]>;

/** Backwards in time: each move is one that happened before the last. */
function listFormer(arrivals: Arrivals, path: string): readonly string[] {
  const paths: string[] = [];
  for (let move = arrivals.get(path)?.[0]; move !== undefined; ) {
    const { from, at } = move;
    paths.push(from);
    move = arrivals.get(from)?.find((earlier) => earlier.at > at);
  }
  return paths.slice(paths.lastIndexOf(path) + 1);
}

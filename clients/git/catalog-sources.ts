import { idOfPath, isId, kindOfPath } from '../../domain/content/parse/id.ts';
import type { Moves } from '../../domain/content/rules/draft.ts';
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

/** From the path of each present episode that moved to its former paths, where nothing is now; the latest first. */
export function chainMoves(moves: readonly Move[], { files }: Pick<Sources, 'files'>): Moves {
  if (moves.length === 0) return new Map();
  const present = new Set(files.map(({ path }) => path));
  const former = new Map<string, string>();
  for (const { from, to } of moves) if (isEpisode(from) && !former.has(to)) former.set(to, from);
  return new Map(
    [...former.keys()]
      .filter((path) => present.has(path))
      .map((path) => [path, listFormer(former, path).filter((one) => !present.has(one))]),
  );
}

const isEpisode = (path: string): boolean =>
  kindOfPath(path) === 'episode' && isId(idOfPath('episode', path));

function listFormer(former: ReadonlyMap<string, string>, path: string): readonly string[] {
  const paths: string[] = [];
  for (let at = former.get(path); at !== undefined && !paths.includes(at); at = former.get(at))
    paths.push(at);
  return paths;
}

import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import type { Episode } from '../../domain/content/catalog/records.ts';
import { isError } from '../../domain/shared/problem.ts';
import { createThumbnails, type Thumbnails } from '../../drawing/index.ts';
import { chooseEpisode } from '../content/choose-episode.ts';
import { type ContentRead, readContent } from '../content/read.ts';
import { CommandError, type Outcome } from '../outcome.ts';
import { type Drawn, drawEpisode } from '../thumbnail/draw.ts';
import { tellWork } from '../thumbnail/tell.ts';

type Wish = {
  readonly settings: Settings;
  /** Ids, former ids, or paths of files; none means all. */
  readonly names: readonly string[];
  readonly sheet: boolean;
  /** Absent: `thumbnails/` in the state folder, which no commit takes along. */
  readonly out?: string;
  /** The tree at a commit; absent: the files on disk. */
  readonly ref?: string;
};

/** Each process has its fonts and its pictures in memory, some 200 MB. */
const mostProcesses = 4;

/** Draws what YouTube would get into files, without a worker and without YouTube. */
export async function drawThumbnails(wish: Wish): Promise<Outcome> {
  const painter = openPainter(wish);
  return painter.draw().finally(painter.close);
}

export type Painter = {
  /** Each time only what shows something else than the time before. */
  draw(): Promise<Outcome>;
  close(): Promise<void>;
};

/** Drawing processes that stay, for who draws again and again. */
export function openPainter(wish: Wish): Painter {
  const workers = wish.names.length === 1 ? 1 : Math.min(mostProcesses, availableParallelism());
  const thumbnails = createThumbnails({ workers });
  let before: ReadonlyMap<string, Drawn> = new Map();
  return {
    draw: async () => {
      const read = await readContent(wish.settings, wish.ref);
      const episodes = chooseEpisodes(read, wish.names);
      // All at once, so that each process loads its fonts and no picture's time has them in it.
      await Promise.all(Array.from({ length: workers }, () => thumbnails.warm()));
      const out = resolve(wish.out ?? join(wish.settings.state, 'thumbnails'));
      const drawn = await drawEach({ read, episodes, thumbnails, out, before, workers });
      before = new Map(drawn.map((one) => [one.id, one]));
      const sheets = wish.sheet ? await (await import('../thumbnail/pages.ts')).writeSheets(drawn, out) : [];
      return tellWork({ place: read.place, drawn, sheets, problems: listOwn(read, wish.names, episodes) });
    },
    close: () => thumbnails.close(),
  };
}

function chooseEpisodes(read: ContentRead, names: readonly string[]): readonly Episode[] {
  if (names.length > 0) return [...new Set(names.map((name) => chooseEpisode(read, name)))];
  if (read.catalog === undefined)
    throw new CommandError(`${read.place} hold no academy: run \`npx showrunner validate\``);
  return Object.values(read.catalog.episodes);
}

type Round = {
  readonly read: ContentRead;
  readonly episodes: readonly Episode[];
  readonly thumbnails: Thumbnails;
  readonly out: string;
  readonly before: ReadonlyMap<string, Drawn>;
  readonly workers: number;
};

/** As many at a time as there are processes: no time has a wait in it, and no picture waits in memory. */
async function drawEach({ read, episodes, workers, ...studio }: Round): Promise<readonly Drawn[]> {
  const { catalog, readFile } = read;
  if (catalog === undefined) return [];
  const drawn: Drawn[] = [];
  const queue = episodes.entries();
  const work = async (): Promise<void> => {
    for (const [index, episode] of queue)
      drawn[index] = await drawEpisode({ ...studio, catalog, readFile }, episode);
  };
  await Promise.all(Array.from({ length: workers }, work));
  return drawn;
}

/** What is wrong with the files of these episodes: a picture shows the last good form; without one, only `--all` comes to this. */
function listOwn({ problems }: ContentRead, names: Wish['names'], episodes: readonly Episode[]) {
  const paths = new Set(episodes.map(({ origin }) => origin.path));
  const isOwn = (path: string): boolean =>
    names.length === 0 ? path.startsWith('episodes/') : paths.has(path);
  return problems.filter((problem) => isError(problem) && isOwn(problem.path));
}

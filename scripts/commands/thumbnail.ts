import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { isError } from '../../domain/shared/problem.ts';
import { createThumbnails } from '../../drawing/index.ts';
import { defineCommand } from '../lib/command.ts';
import { CONTENT_FLAGS, JSON_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { listPictureRoots } from '../lib/picture-roots.ts';
import { type Content, readContent } from '../lib/read-content.ts';
import { resolveEpisode } from '../lib/resolve-episode.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type DrawInput, type Drawn, drawEpisode } from './thumbnail/draw.ts';
import { describeDrawn } from './thumbnail/report.ts';

export const command = defineCommand({
  arguments: { '[episode...]': 'ids, former ids, or files' },
  flags: {
    '--all': 'draw every episode',
    '--out <folder>': 'folder for the pictures (default: thumbnails/ in the state folder)',
    '--sheet': 'also draw contact sheets: each picture at half size and at 168x94',
    '--watch': 'draw again what changes, until Ctrl-C',
    ...CONTENT_FLAGS,
    '--state <folder>': 'the state folder (default: .showrunner)',
    ...JSON_FLAG,
  },
  run: async ({ episode: names, all = false, commit, out, sheet = false, watch, json, ...flags }, env) => {
    assertNames(names, all);
    if (watch && commit !== undefined)
      throw new CommandError('--watch: a commit never changes; leave out --commit');
    const settings = readOwnSettings(env, flags);
    const session = openDrawing({ settings, names, sheet, out, ref: commit });
    try {
      if (!watch) return await session.draw();
      const { watchContent } = await import('../lib/watch-content.ts');
      const { draw: run, pictureRoots: also } = session;
      return await watchContent({ location: settings.repository, also, asJson: json, run });
    } finally {
      await session.close();
    }
  },
});

function assertNames(names: readonly string[], all: boolean): void {
  if (!all && names.length === 0)
    throw new CommandError(
      'name an episode, as in `npx showrunner thumbnail breakage/opening-night`, or use --all',
    );
  if (all && names.length > 0) throw new CommandError('--all draws every episode: name none');
}

type Input = {
  readonly settings: Settings;
  /** Ids, former ids, or paths of files; empty: all episodes. */
  readonly names: readonly string[];
  readonly sheet: boolean;
  /** undefined: `thumbnails/` in the state folder, which git ignores. */
  readonly out: string | undefined;
  /** Draw the tree of a commit; undefined: the files on disk. */
  readonly ref: string | undefined;
};

/** Each process keeps its fonts and pictures in memory, about 200 MB. */
const MAX_PROCESSES = 4;

/** Starts drawing processes, which need no worker and no YouTube. `draw` draws only pictures that differ from the last time. */
function openDrawing({ settings, names, sheet, out = join(settings.state, 'thumbnails'), ref }: Input) {
  const workers = names.length === 1 ? 1 : Math.min(MAX_PROCESSES, availableParallelism());
  const thumbnails = createThumbnails({ workers });
  const folder = resolve(out);
  let before: ReadonlyMap<string, Drawn> = new Map();
  let roots: ReadonlySet<string> = new Set();
  return {
    /** Of what was read last. */
    pictureRoots: (): ReadonlySet<string> => roots,
    draw: async (): Promise<Outcome> => {
      const content = await readContent(settings, ref);
      roots = listPictureRoots(content.catalog);
      const { catalog, episodes } = resolveEpisodes(content, names);
      // Every process loads its fonts first, so that the time of a picture does not include them.
      await Promise.all(Array.from({ length: workers }, () => thumbnails.warm()));
      const { readFile } = content;
      const drawn = await drawEach(episodes, workers, { catalog, readFile, thumbnails, out: folder, before });
      before = new Map(drawn.map((one) => [one.id, one]));
      const sheets = sheet ? await writeSheets(drawn, folder) : [];
      const problems = listEpisodeProblems(content, names, episodes);
      return describeDrawn({ place: content.place, drawn, sheets, problems });
    },
    close: () => thumbnails.close(),
  };
}

type Chosen = { readonly catalog: Catalog; readonly episodes: readonly Episode[] };

function resolveEpisodes(content: Content, names: readonly string[]): Chosen {
  const { catalog, place } = content;
  if (catalog === undefined)
    throw new CommandError(`${place}: academy.yaml is missing or invalid: run \`npx showrunner validate\``);
  if (names.length === 0) return { catalog, episodes: Object.values(catalog.episodes) };
  const named = names.map((name) => resolveEpisode(content, name).episode);
  return { catalog, episodes: [...new Set(named)] };
}

/** As many at a time as there are processes, so that no measured time includes waiting. */
async function drawEach(
  episodes: readonly Episode[],
  workers: number,
  input: DrawInput,
): Promise<readonly Drawn[]> {
  const drawn: Drawn[] = [];
  const queue = episodes.entries();
  const work = async (): Promise<void> => {
    for (const [index, episode] of queue) drawn[index] = await drawEpisode(input, episode);
  };
  await Promise.all(Array.from({ length: workers }, work));
  return drawn;
}

/** Loaded only here: composing needs the drawing code in this process. */
async function writeSheets(drawn: readonly Drawn[], out: string): Promise<readonly string[]> {
  const { writeContactSheets } = await import('./thumbnail/contact-sheets.ts');
  return writeContactSheets(drawn, out);
}

/** Errors in the files of these episodes: a broken file is drawn at its last valid version; without one only `--all` reports it. */
function listEpisodeProblems({ problems }: Content, names: readonly string[], episodes: readonly Episode[]) {
  const paths = new Set(episodes.map(({ origin }) => origin.path));
  const isListed = (path: string): boolean =>
    names.length === 0 ? path.startsWith('episodes/') : paths.has(path);
  return problems.filter((problem) => isError(problem) && isListed(problem.path));
}

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImportedChannel, ImportedVideo } from '../../domain/changes/import/imported-channel.ts';
import { momentOf } from '../../domain/changes/import/imported-channel.ts';
import { type ChannelImport, planImport } from '../../domain/changes/import/plan-import.ts';
import { listUnproven, type Unproven } from '../../domain/changes/import/prove-import.ts';
import { isId } from '../../domain/content/parse/id.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import { renderModeline } from '../lib/modeline.ts';
import { explainFailure, openYouTube } from '../lib/open-youtube.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import type { ExtraFile } from '../lib/worktree.ts';
import { type ReadChannel, readWholeChannel } from './import-channel/read-channel.ts';
import { type ContentFolder, parseTexts, readFolder, readTexts } from './import-channel/read-folder.ts';
import { type ImportReport, renderImport } from './import-channel/render.ts';
import { writeDrafts } from './import-show-notes/write-drafts.ts';

/** Writes files for what the channel has: reads YouTube and changes nothing there. Needs neither a worker nor Temporal. */
export const command = defineCommand({
  flags: {
    '--into <folder>':
      'where the files go: the root of a repository, or a new folder (default: the current folder)',
    '--since <date>': 'only videos from this day on, for example 2024-01-01',
    '--only <video...>': 'only these videos, by id',
    '--show <playlist=show...>': 'which show the videos of a playlist belong to: PLx...=klustered',
    '--dry-run': 'read and compare, write nothing',
    ...JSON_FLAG,
  },
  run: async ({ into = '.', since, only, show, dryRun = false }, env) => {
    const settings = readOwnSettings(env);
    const wanted = parseShows(show ?? []);
    const from = parseSince(since);
    const folder = resolve(into);
    const now = Date.now();
    const content = await readFolder(folder, now);
    const { place, youtube } = await openYouTube(settings, env);
    const progress = (line: string): void => console.error(printLines([line]));
    progress(`reading YouTube (${place}); nothing is written there`);
    const read = await readWholeChannel({
      ...{ youtube, only: only === undefined ? undefined : [...new Set(only)], costs: settings.costs },
      ...{ channelId: content.catalog?.academy.channelId, clock: Date.now, progress },
    }).catch((error: unknown) => {
      throw error instanceof CommandError ? error : explainFailure(error, place, 'could not read YouTube');
    });
    const selects = (video: ImportedVideo): boolean =>
      (from === undefined || momentOf(video) >= from) && (only === undefined || only.includes(video.videoId));
    return importChannel({ folder, content, read, wanted, selects, dryRun, now });
  },
});

type Input = {
  readonly folder: string;
  readonly content: ContentFolder;
  readonly read: ReadChannel;
  readonly wanted: ReadonlyMap<string, string>;
  readonly selects: (video: ImportedVideo) => boolean;
  readonly dryRun: boolean;
  readonly now: number;
};

/** Overwrites nothing, writes nothing invalid. 1: a video got no file, or one of `--only` is not there; 2: `dryRun` found something to write. */
async function importChannel(input: Input): Promise<Outcome> {
  const { folder, content, read, wanted, dryRun, now } = input;
  const { channel, gone, spent: units } = read;
  assertPlaylists(channel, wanted);
  const plan = planImport({ ...content, channel, wanted, selects: input.selects, now });
  const drafts = plan.files.map(({ path, text, kind }) => ({
    path,
    text: `${renderModeline({ folder, path, kind })}${text}`,
  }));
  const prove = (texts: readonly ExtraFile[], { episodes }: ChannelImport): readonly Unproven[] =>
    listUnproven({ ...parseTexts(texts, now), episodes, channel });
  const refused = prove([...(await readTexts(folder)), ...drafts], plan);
  const kept = withoutEpisodes(plan, refused);
  if (!dryRun) await writeFiles(folder, drafts, kept);
  const broken = dryRun ? [] : prove(await readTexts(folder), kept);
  const report: ImportReport = {
    ...{ folder, dryRun, plan: kept, refused, broken, gone, units },
    missing: listMissing(content, read),
    hidden: channel.playlists.filter(({ size, videoIds }) => size > videoIds.length),
  };
  const ok = refused.length + broken.length === 0 && (read.isWhole || gone.length === 0);
  return {
    code: ok ? (dryRun && kept.files.length > 0 ? 2 : 0) : 1,
    text: renderImport(report),
    json: toJson(report, ok),
  };
}

/** What is refused is not written, so that nothing invalid is; a show without episodes is no show. */
function withoutEpisodes(plan: ChannelImport, refused: readonly Unproven[]): ChannelImport {
  if (refused.length === 0) return plan;
  const paths = new Set(refused.map(({ path }) => path));
  return {
    ...plan,
    files: plan.files.filter(({ path }) => !paths.has(path)),
    episodes: plan.episodes.filter(({ path }) => !paths.has(path)),
  };
}

async function writeFiles(
  folder: string,
  drafts: readonly ExtraFile[],
  { files }: ChannelImport,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const paths = new Set(files.map(({ path }) => path));
  await writeDrafts(
    folder,
    drafts.filter(({ path }) => paths.has(path)),
    new Map(),
  );
}

function listMissing({ catalog }: ContentFolder, { channel, isWhole }: ReadChannel): ImportReport['missing'] {
  if (catalog === undefined || !isWhole) return [];
  const found = new Set(channel.videos.map(({ videoId }) => videoId));
  return Object.values(catalog.episodes).flatMap(({ id, youtube }) =>
    youtube?.videoId === undefined || found.has(youtube.videoId) ? [] : [{ id, videoId: youtube.videoId }],
  );
}

const toJson = ({ plan, refused, broken, hidden, ...report }: ImportReport, ok: boolean) => ({
  ok,
  ...report,
  wrote: report.dryRun ? [] : plan.files.map(({ path }) => path),
  shows: plan.shows,
  episodes: plan.episodes,
  known: plan.known,
  held: plan.held,
  replaced: plan.replaced,
  hidden: hidden.map(({ id, title }) => ({ id, title })),
  equal: plan.episodes.length - broken.length,
  refused: [...refused, ...broken],
});

function parseShows(flags: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    flags.map((flag) => {
      const [, playlist = '', show = ''] = /^([\w-]+)=(.+)$/.exec(flag) ?? [];
      if (playlist !== '' && isId(show) && !show.includes('/')) return [playlist, show];
      throw new CommandError(
        `--show: expected the id of a playlist and the name of a file in shows/, such as PLx=klustered, found "${flag}"`,
      );
    }),
  );
}

function assertPlaylists({ playlists }: ImportedChannel, wanted: ReadonlyMap<string, string>): void {
  const unknown = [...wanted.keys()].filter((id) => !playlists.some((playlist) => playlist.id === id));
  if (unknown.length === 0) return;
  throw new CommandError(
    `--show: the channel has no playlist ${unknown.join(', ')}: nothing was written`,
    playlists.map(({ id, title }) => `  ${id}  ${title}`),
  );
}

/** ISO 8601, UTC, in the form in which YouTube's times are compared. */
function parseSince(since: string | undefined): string | undefined {
  if (since === undefined) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}(?:T[\d:]+(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(since);
  const moment = isDay ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(moment))
    throw new CommandError(`--since: expected a day such as 2024-01-01, found "${since}"`);
  return new Date(moment).toISOString();
}

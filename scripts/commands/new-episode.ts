import { findWeek, renderWeek } from '../../domain/changes/schedule/render-week.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import { isError, renderProblemLines } from '../../domain/shared/problem.ts';
import { findDay } from '../../domain/shared/start-time.ts';
import { defineCommand } from '../lib/command.ts';
import { type ContentOnDisk, readContentOnDisk } from '../lib/content-on-disk.ts';
import { JSON_FLAG, REPOSITORY_FLAG } from '../lib/flags.ts';
import { renderModeline } from '../lib/modeline.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { listProblems } from '../lib/problems.ts';
import { resolveEpisode } from '../lib/resolve-episode.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { findFreeSlug, renderSlug } from '../lib/slug.ts';
import { readWorktree } from '../lib/worktree.ts';
import { copyEpisode } from './new/copy-episode.ts';
import { draftEpisodes } from './new/draft-episodes.ts';
import { type EpisodeDraft, renderEpisodeFile } from './new/files.ts';
import { parseCount, resolveGuests } from './new/flag-values.ts';
import { type ContentFile, writeNewFiles } from './new/write-file.ts';

export const command = defineCommand({
  arguments: { '[title]': 'the title of the stream; {number} in it is its number (default: that of --from)' },
  flags: {
    '--show <id>': 'a file in shows/ (default: the show with the most episodes)',
    '--at <time>':
      "its start: 2026-12-04T17:00:00Z, or without a time zone in the show's (default: the next free slot of the show's schedule)",
    '--repeat <count>': 'so many episodes, in the next free slots',
    '--from <episode>': 'copy guests, texts, links and settings of an episode',
    '--guest <id...>': 'files in guests/',
    ...REPOSITORY_FLAG,
    ...JSON_FLAG,
  },
  run: ({ title, show, at, repeat, from, guest: guests = [], repository }, env) => {
    const { repository: location } = readOwnSettings(env, { repository });
    const count = repeat === undefined ? undefined : parseCount('--repeat', repeat);
    return createEpisode({ location, now: Date.now(), title, show, at, repeat: count, from, guests });
  },
});

type Input = {
  readonly location: string;
  /** ms since 1970 */
  readonly now: number;
  /** undefined: that of `from` */
  readonly title: string | undefined;
  readonly show?: string | undefined;
  /** As in `scheduledFor`; undefined: the next free slot, or without a schedule in a week at 18:00 in the show's time zone. */
  readonly at?: string | undefined;
  readonly repeat?: number | undefined;
  /** Id, former id or file of an episode. */
  readonly from?: string | undefined;
  readonly guests: readonly string[];
};

/** Writes files of new episodes below `episodes/`; nothing when one would be invalid or starts in the past. */
export async function createEpisode(input: Input): Promise<Outcome> {
  const content = await readContentOnDisk(input.location);
  const { folder, catalog } = content;
  const { drafts, notes } = draftEpisodes(catalog, {
    ...input,
    guests: resolveGuests(catalog, input.guests),
    ...(await readSource(content, input)),
  });
  const files = nameFiles(content, drafts, input.repeat !== undefined);
  const created = await assertValid(input, files);
  const zone = drafts[0]?.timezone ?? 'UTC';
  const week = listWeek(created, files[0], zone);
  const ids = new Set(files.map(({ id }) => id));
  return writeNewFiles({
    folder,
    files,
    notes: [
      ...notes,
      '',
      `The week of ${files[0]?.id}, times in ${zone}:`,
      ...renderWeek(week, ids).map((line) => `  ${line}`),
    ],
    json: {
      episodes: files.map(({ id, path }) => ({
        id,
        path,
        ...defined({ start: created.episodes[id]?.start }),
      })),
      week,
    },
  });
}

async function readSource({ folder, catalog }: ContentOnDisk, { from, guests }: Input) {
  if (from === undefined) return {};
  const { episode } = resolveEpisode(
    { catalog, problems: [], place: folder, readFile: () => Promise.reject(new Error('not read')) },
    from,
  );
  return { source: { episode, copied: await copyEpisode(folder, episode, guests) } };
}

const listWeek = (catalog: Catalog, first: ContentFile | undefined, zone: string) => {
  const start = catalog.episodes[first?.id ?? '']?.start;
  return start === undefined ? [] : findWeek(catalog, findDay({ start }, zone) ?? '', zone);
};

/** Each has an id that no file has and no episode has or had. Of several, the id ends in the number or the day. */
function nameFiles(
  content: ContentOnDisk,
  drafts: readonly EpisodeDraft[],
  isRepeated: boolean,
): readonly ContentFile[] {
  const { folder } = content;
  const used = new Set<string>();
  return drafts.map((draft) => {
    const suffix = `${draft.number ?? draft.scheduledFor.slice(0, 10)}`;
    const slug = renderSlug(draft.title, 'episode');
    const wanted = !isRepeated || slug.endsWith(suffix) ? slug : `${slug}-${suffix}`;
    const id = findFreeId(content, used, draft.show === undefined ? wanted : `${draft.show}/${wanted}`);
    used.add(id);
    const path = `episodes/${id}.yaml`;
    const text = `${renderModeline({ folder, path, kind: 'episode' })}${renderEpisodeFile(draft)}`;
    return { id, path, text };
  });
}

const findFreeId = ({ catalog, exists }: ContentOnDisk, used: ReadonlySet<string>, wanted: string): string =>
  findFreeSlug(
    wanted,
    (id) =>
      used.has(id) ||
      exists(`episodes/${id}.yaml`) ||
      exists(`episodes/${id}.yml`) ||
      catalog.episodes[id] !== undefined ||
      catalog.episodeAliases[id] !== undefined,
  );

/** @returns the content with the new files */
async function assertValid({ location, now, at }: Input, files: readonly ContentFile[]): Promise<Catalog> {
  const read = await readWorktree(location, ...files);
  const paths = new Set(files.map(({ path }) => path));
  const ids = new Set(files.map(({ id }) => id));
  const problems = listProblems(read).filter(
    (problem) => isError(problem) && (paths.has(problem.path) || ids.has(problem.episode ?? '')),
  );
  if (problems.length > 0)
    throw new CommandError(
      `nothing was written, the file${files.length === 1 ? '' : 's'} would be invalid:`,
      problems.flatMap(renderProblemLines),
    );
  for (const { id, path } of files) {
    const start = read.catalog?.episodes[id]?.start;
    if (start === undefined)
      throw new CommandError(`nothing was written: ${path} would not be part of the content; git ignores it`);
    if (Date.parse(start) <= now)
      throw new CommandError(
        `--at ${at}: expected a start in the future, found ${start}; a stream is never created in the past`,
      );
  }
  if (read.catalog === undefined) throw new CommandError('nothing was written: academy.yaml is invalid');
  return read.catalog;
}

import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { isError, renderProblemLines } from '../../domain/shared/problem.ts';
import { defineCommand } from '../lib/command.ts';
import { type ContentOnDisk, readContentOnDisk } from '../lib/content-on-disk.ts';
import { JSON_FLAG, REPOSITORY_FLAG } from '../lib/flags.ts';
import { renderModeline } from '../lib/modeline.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { listProblems } from '../lib/problems.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { findFreeSlug, renderSlug } from '../lib/slug.ts';
import { readWorktree } from '../lib/worktree.ts';
import { type EpisodeDraft, renderEpisodeFile } from './new/files.ts';
import { parseLine, resolveGuests, resolveShow } from './new/flag-values.ts';
import { writeNewFile } from './new/write-file.ts';

export const command = defineCommand({
  arguments: { '<title>': 'the title of the stream' },
  flags: {
    '--show <id>': 'a file in shows/ (default: the show with the most episodes)',
    '--at <time>': "its start: 2026-12-04T17:00:00Z, or without a time zone in the show's",
    '--guest <id...>': 'files in guests/',
    ...REPOSITORY_FLAG,
    ...JSON_FLAG,
  },
  run: ({ title, show, at, guest: guests = [], repository }, env) => {
    const { repository: location } = readOwnSettings(env, { repository });
    return createEpisode({ location, now: Date.now(), title, show, at, guests });
  },
});

type Input = {
  readonly location: string;
  /** ms since 1970 */
  readonly now: number;
  readonly title: string;
  readonly show?: string | undefined;
  /** As in `scheduledFor`; undefined: in a week at 18:00 in the show's time zone. */
  readonly at?: string | undefined;
  readonly guests: readonly string[];
};
type NewFile = { readonly id: string; readonly path: string; readonly text: string };

/** Writes an episode's file below `episodes/`; nothing when it would be invalid or starts in the past. */
export async function createEpisode(input: Input): Promise<Outcome> {
  const content = await readContentOnDisk(input.location);
  const { folder } = content;
  const { draft, note } = draftEpisode(content.catalog, input);
  const id = findFreeId(content, draft);
  const path = `episodes/${id}.yaml`;
  const text = `${renderModeline({ folder, path, kind: 'episode' })}${renderEpisodeFile(draft)}`;
  await assertValid(input, { id, path, text });
  return writeNewFile({ folder, id, path, text, note });
}

function draftEpisode(catalog: Catalog, input: Input): { draft: EpisodeDraft; note: string } {
  const show = resolveShow(catalog, input.show);
  const { timezone, hosts = [] } = catalog.shows[show ?? ''] ?? {};
  const earlier = show === undefined ? [] : listEarlier(catalog, show);
  const scheduledFor = input.at ?? renderDefaultStart(input.now, timezone);
  const draft = {
    title: parseLine('the title', input.title),
    show,
    number: findNextNumber(earlier),
    scheduledFor,
    timezone,
    hosts,
    guests: resolveGuests(catalog, input.guests),
    vars: earlier[0]?.vars,
  };
  const zone = timezone === undefined || /(Z|\d)$/.test(scheduledFor.slice(19)) ? '' : ` ${timezone}`;
  const place = show === undefined ? 'no show' : `show ${show}`;
  return { draft, note: `${place}, ${scheduledFor}${zone}; --show and --at change this` };
}

/** The show's episodes, newest first. */
const listEarlier = (catalog: Catalog, show: string): Episode[] =>
  Object.values(catalog.episodes)
    .filter((episode) => episode.show === show)
    .toSorted((a, b) => ((a.start ?? '') < (b.start ?? '') ? 1 : -1));

/** undefined: the show does not number its episodes. */
function findNextNumber(earlier: readonly Episode[]): number | undefined {
  const numbers = earlier.flatMap(({ number }) => number ?? []);
  return numbers.length === 0 ? undefined : Math.max(...numbers) + 1;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;

const renderDefaultStart = (now: number, timezone: string | undefined): string =>
  `${new Date(now + WEEK_MS).toISOString().slice(0, 10)}T18:00:00${timezone === undefined ? 'Z' : ''}`;

/** An id in the show's folder that no file has and no episode has or had. */
function findFreeId({ catalog, exists }: ContentOnDisk, { title, show }: EpisodeDraft): string {
  const folder = show === undefined ? '' : `${show}/`;
  return findFreeSlug(
    `${folder}${renderSlug(title, 'episode')}`,
    (id) =>
      exists(`episodes/${id}.yaml`) ||
      exists(`episodes/${id}.yml`) ||
      catalog.episodes[id] !== undefined ||
      catalog.episodeAliases[id] !== undefined,
  );
}

async function assertValid({ location, now, at }: Input, { id, path, text }: NewFile): Promise<void> {
  const read = await readWorktree(location, { path, text });
  const problems = listProblems(read).filter(
    (problem) => isError(problem) && (problem.path === path || problem.episode === id),
  );
  if (problems.length > 0)
    throw new CommandError(
      'nothing was written, the file would be invalid:',
      problems.flatMap(renderProblemLines),
    );
  const start = read.catalog?.episodes[id]?.start;
  if (start === undefined)
    throw new CommandError(`nothing was written: ${path} would not be part of the content; git ignores it`);
  if (Date.parse(start) <= now)
    throw new CommandError(
      `--at ${at}: expected a start in the future, found ${start}; a stream is never created in the past`,
    );
}

import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { isError, renderProblem } from '../../domain/shared/problem.ts';
import { chooseGuests, chooseShow } from '../content/choose.ts';
import { type EpisodeDraft, renderEpisodeFile } from '../content/episode-file.ts';
import { cleanLine } from '../content/line.ts';
import { renderModeline } from '../content/modeline.ts';
import { listProblems } from '../content/problems.ts';
import { findFree, renderSlug } from '../content/slug.ts';
import { readCatalogOnDisk, type UsableContent } from '../content/usable.ts';
import { readWorktree } from '../content/worktree.ts';
import { writeNew } from '../content/write-new.ts';
import { CommandError, type Outcome } from '../outcome.ts';

export type EpisodeWish = {
  readonly title: string;
  readonly show?: string;
  /** As in `scheduledFor`; absent: in a week, at 18:00 where the show is. */
  readonly at?: string;
  readonly guests: readonly string[];
};

type Input = EpisodeWish & { readonly location: string; readonly now: number };
type Made = { readonly id: string; readonly path: string; readonly text: string };

/** Writes an episode's file below `episodes/`; nothing where it would not validate or starts in the past. */
export async function createEpisode(input: Input): Promise<Outcome> {
  const content = await readCatalogOnDisk(input.location);
  const { draft, note } = draftEpisode(content.catalog, input);
  const id = findId(content, draft);
  const path = `episodes/${id}.yaml`;
  const modeline = renderModeline({ folder: content.folder, path, kind: 'episode' });
  const made: Made = { id, path, text: `${modeline}${renderEpisodeFile(draft)}` };
  await assertUsable(input, made);
  return writeNew({ folder: content.folder, ...made, note });
}

function draftEpisode(catalog: Catalog, wish: Input): { draft: EpisodeDraft; note: string } {
  const show = chooseShow(catalog, wish.show);
  const { timezone, hosts = [] } = catalog.shows[show ?? ''] ?? {};
  const earlier = show === undefined ? [] : listEarlier(catalog, show);
  const number = nextNumber(earlier);
  const vars = earlier[0]?.vars;
  const scheduledFor = wish.at ?? inAWeek(wish.now, timezone);
  const draft = {
    title: cleanLine('the title', wish.title),
    scheduledFor,
    hosts,
    guests: chooseGuests(catalog, wish.guests),
    ...(show === undefined ? {} : { show }),
    ...(number === undefined ? {} : { number }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(vars === undefined ? {} : { vars }),
  };
  const zone = timezone === undefined || /(Z|\d)$/.test(scheduledFor.slice(19)) ? '' : ` ${timezone}`;
  const where = show === undefined ? 'no show' : `show ${show}`;
  return { draft, note: `${where}, ${scheduledFor}${zone}; --show and --at choose others` };
}

/** The show's episodes, the newest first. */
const listEarlier = (catalog: Catalog, show: string): Episode[] =>
  Object.values(catalog.episodes)
    .filter((episode) => episode.show === show)
    .toSorted((a, b) => ((a.start ?? '') < (b.start ?? '') ? 1 : -1));

/** A show that counts goes on counting. */
function nextNumber(earlier: readonly Episode[]): number | undefined {
  const numbers = earlier.flatMap(({ number }) => number ?? []);
  return numbers.length === 0 ? undefined : Math.max(...numbers) + 1;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;

const inAWeek = (now: number, timezone: string | undefined): string =>
  `${new Date(now + WEEK_MS).toISOString().slice(0, 10)}T18:00:00${timezone === undefined ? 'Z' : ''}`;

/** Below the show's folder; an id that anything else has or had is not taken again. */
function findId({ catalog, isThere }: UsableContent, { title, show }: EpisodeDraft): string {
  const folder = show === undefined ? '' : `${show}/`;
  return findFree(`${folder}${renderSlug(title, 'episode')}`, (id) =>
    [
      isThere(`episodes/${id}.yaml`),
      isThere(`episodes/${id}.yml`),
      catalog.episodes[id] !== undefined,
      catalog.episodeAliases[id] !== undefined,
    ].includes(true),
  );
}

async function assertUsable({ location, now, at }: Input, { id, path, text }: Made): Promise<void> {
  const read = await readWorktree(location, { path, text });
  const problems = listProblems(read).filter(
    (problem) => isError(problem) && (problem.path === path || problem.episode === id),
  );
  if (problems.length > 0)
    throw new CommandError(
      `nothing was written, it would not do:\n${problems.map(renderProblem).join('\n')}`,
    );
  const start = read.catalog?.episodes[id]?.start;
  if (start === undefined) throw new CommandError(`nothing was written: ${path} would not count`);
  if (Date.parse(start) <= now)
    throw new CommandError(
      `--at ${at}: expected a start in the future, found ${start}; a stream is never created in the past`,
    );
}

import { findSlots } from '../../../domain/changes/schedule/find-slots.ts';
import type { Catalog, Episode, Show } from '../../../domain/content/catalog/records.ts';
import { CommandError } from '../../lib/outcome.ts';
import type { EpisodeDraft } from './files.ts';
import { parseLine, resolveShow } from './flag-values.ts';

type Input = {
  /** ms since 1970 */
  readonly now: number;
  readonly title: string | undefined;
  readonly show?: string | undefined;
  readonly at?: string | undefined;
  readonly repeat?: number | undefined;
  /** Ids that exist. */
  readonly guests: readonly string[];
  /** The episode to copy, and what of its file. */
  readonly source?: { readonly episode: Episode; readonly copied: Readonly<Record<string, unknown>> };
};

/** What the files of the new episodes say, in the order of their starts. @throws CommandError for flags that do not fit */
export function draftEpisodes(
  catalog: Catalog,
  input: Input,
): { readonly drafts: readonly EpisodeDraft[]; readonly notes: readonly string[] } {
  const { source, guests } = input;
  const showId = resolveShow(catalog, input.show ?? source?.episode.show);
  const show = showId === undefined ? undefined : catalog.shows[showId];
  const title = parseLine('the title', input.title ?? source?.episode.title ?? '');
  const earlier = showId === undefined ? [] : listEarlier(catalog, showId);
  const first = findNextNumber(earlier);
  const { starts, notes } = chooseStarts(catalog, input, show);
  const drafts = starts.map((scheduledFor, index): EpisodeDraft => {
    const number = first === undefined ? undefined : first + index;
    return {
      title: number === undefined ? title : title.replaceAll('{number}', `${number}`),
      show: showId,
      number,
      scheduledFor,
      timezone: show?.timezone,
      hosts: show?.hosts ?? [],
      guests,
      vars: earlier[0]?.vars,
      copied: source?.copied,
    };
  });
  return { drafts, notes: [describeChoice(showId, starts, show?.timezone), ...notes] };
}

type Starts = { readonly starts: readonly string[]; readonly notes: readonly string[] };

function chooseStarts(catalog: Catalog, input: Input, show: Show | undefined): Starts {
  const { at, repeat, now } = input;
  if (at !== undefined && repeat !== undefined)
    throw new CommandError("--at and --repeat: name one; --repeat takes the slots of the show's schedule");
  if (at !== undefined) return { starts: [at], notes: [] };
  if (show?.schedule !== undefined) return findFreeStarts(catalog, input, show, show.schedule);
  if (repeat === undefined) return { starts: [renderDefaultStart(now, show?.timezone)], notes: [] };
  const place = show === undefined ? 'a file in shows/' : `shows/${show.id}.yaml`;
  throw new CommandError(
    `--repeat: there is no schedule; add one to ${place}, such as: schedule: { every: Thursday, at: "18:00" }`,
  );
}

function findFreeStarts(
  catalog: Catalog,
  { source, repeat = 1, now }: Input,
  show: Show,
  schedule: NonNullable<Show['schedule']>,
): Starts {
  const { slots, skipped } = findSlots({
    catalog,
    show,
    schedule,
    stream: source?.episode.stream ?? show.defaults?.stream,
    duration: source?.episode.duration,
    count: repeat,
    now,
  });
  if (slots.length < repeat)
    throw new CommandError(`the schedule of shows/${show.id}.yaml has no ${repeat} free slots in ten years`);
  const last = slots.at(-1)?.scheduledFor ?? '';
  return {
    starts: slots.map(({ scheduledFor }) => scheduledFor),
    notes: skipped
      .filter(({ scheduledFor }) => scheduledFor < last)
      .map(({ scheduledFor, why }) => `skipped ${scheduledFor}: ${why}`),
  };
}

function describeChoice(
  show: string | undefined,
  starts: readonly string[],
  timezone: string | undefined,
): string {
  const [start = ''] = starts;
  const zone = timezone === undefined || /(Z|\d)$/.test(start.slice(19)) ? '' : ` ${timezone}`;
  const place = show === undefined ? 'no show' : `show ${show}`;
  if (starts.length === 1) return `${place}, ${start}${zone}; --show and --at change this`;
  return `${place}, ${start} to ${starts.at(-1)}${zone}; --show changes this`;
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

import type { Catalog, Episode, Show } from '../../content/catalog/records.ts';
import { streamOf } from '../../render/streams.ts';
import { findDay, parseStart } from '../../shared/start-time.ts';
import { isWeekday, nextDay } from './days.ts';

/** A free start: `scheduledFor` as a file of the show says it, `start` the same in UTC. */
export type FreeSlot = { readonly scheduledFor: string; readonly start: string };
/** A start of the schedule that cannot be used, and why. */
export type SkippedSlot = { readonly scheduledFor: string; readonly why: string };
export type FoundSlots = { readonly slots: readonly FreeSlot[]; readonly skipped: readonly SkippedSlot[] };

type Input = {
  readonly catalog: Catalog;
  readonly show: Pick<Show, 'id' | 'timezone' | 'defaults'>;
  readonly schedule: NonNullable<Show['schedule']>;
  /** The encoder, by its key in academy.yaml. */
  readonly stream?: string | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
  /** How many. */
  readonly count: number;
  /** ms since 1970 */
  readonly now: number;
};

const DEFAULT_DURATION = 3600;
/** A schedule whose days are all taken for ten years has no free slot. */
const MOST_DAYS = 3660;

/**
 * The next free starts of a show's schedule. A day is taken when an episode of the show that is not called off starts on it; a start
 * is skipped when its encoder is busy with another episode, or when clocks skip that hour on that day.
 */
export function findSlots(input: Input): FoundSlots {
  const { show, schedule, count, now } = input;
  const taken = listTakenDays(input);
  const busy = listBusyTimes(input);
  const slots: FreeSlot[] = [];
  const skipped: SkippedSlot[] = [];
  let day = findDay({ start: new Date(now).toISOString() }, show.timezone ?? 'UTC') ?? '';
  for (let walked = 0; slots.length < count && walked < MOST_DAYS; walked++, day = nextDay(day)) {
    if (!isWeekday(day, schedule.every) || taken.has(day)) continue;
    const found = judgeDay(input, busy, day);
    if ('why' in found) skipped.push(found);
    else if (Date.parse(found.start) > now) slots.push(found);
  }
  return { slots, skipped };
}

function judgeDay(input: Input, busy: readonly Busy[], day: string): FreeSlot | SkippedSlot {
  const { timezone } = input.show;
  const scheduledFor = `${day}T${input.schedule.at}:00${timezone === undefined ? 'Z' : ''}`;
  const read = parseStart(scheduledFor, timezone);
  if (!('start' in read)) return { scheduledFor, why: `clocks in ${timezone} skip that hour` };
  const other = findBusy(busy, read.start, input);
  return other === undefined
    ? { scheduledFor, start: read.start }
    : { scheduledFor, why: `stream ${input.stream} is busy with ${other.id}` };
}

const listTakenDays = ({ catalog, show }: Input): ReadonlySet<string> =>
  new Set(
    Object.values(catalog.episodes)
      .filter((episode) => episode.show === show.id && episode.status !== 'cancelled')
      .flatMap((episode) => findDay(episode, show.timezone ?? 'UTC') ?? []),
  );

type Busy = { readonly id: string; readonly from: number; readonly to: number };

/** What the encoder sends. */
const listBusyTimes = ({ catalog, stream }: Input): readonly Busy[] =>
  Object.values(catalog.episodes).flatMap((episode): Busy[] => {
    const { id, kind, status, start } = episode;
    if (stream === undefined || start === undefined || kind !== 'live' || status === 'cancelled') return [];
    if (streamOf(catalog, episode) !== stream) return [];
    const from = Date.parse(start);
    return [{ id, from, to: from + secondsOf(catalog, episode) * 1000 }];
  });

const secondsOf = ({ shows }: Catalog, { duration, show }: Episode): number =>
  duration ?? shows[show ?? '']?.defaults?.duration ?? DEFAULT_DURATION;

function findBusy(busy: readonly Busy[], start: string, { show, duration }: Input): Busy | undefined {
  const from = Date.parse(start);
  const to = from + (duration ?? show.defaults?.duration ?? DEFAULT_DURATION) * 1000;
  return busy.find((other) => other.from < to && from < other.to);
}

import { defined } from '../../shared/defined.ts';
import { NUMBER_KEYS, type Numbers, type Sample } from './samples.ts';

/** Numbers of one video at a time, ms since 1970. */
export type KnownNumbers = { readonly at: number; readonly numbers: Numbers };

/** What is known of each video, oldest first. */
export type History = ReadonlyMap<string, readonly KnownNumbers[]>;

/** Samples in any order; the same video at the same time counts once. */
export function collectHistory(samples: readonly Sample[], videoIds: ReadonlySet<string>): History {
  const history = new Map<string, KnownNumbers[]>();
  const ordered = samples.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const { at, rows } of ordered)
    for (const { videoId, views, likes, comments } of rows) {
      if (!videoIds.has(videoId)) continue;
      const known = history.get(videoId) ?? [];
      const measured = { at: Date.parse(at), numbers: defined({ views, likes, comments }) };
      if (known.at(-1)?.at !== measured.at) history.set(videoId, [...known, measured]);
    }
  return history;
}

/** From the first moment of a period to the first one after it, ms since 1970. Absent: nothing is known of where it starts; it ends now. */
export type Span = { readonly start?: number; readonly end?: number };

export type VideoInput = {
  readonly history: readonly KnownNumbers[];
  /** What YouTube says now; undefined: it does not know the video, or was not asked. */
  readonly live: KnownNumbers | undefined;
  /** When the video could first be watched. Absent: not known. */
  readonly published?: number | undefined;
  readonly span: Span;
};

/** `current`: at the end of the span, the last that is known. `base`: what growth is counted from; absent: growth is not known. */
export type VideoGrowth = {
  readonly current?: KnownNumbers;
  readonly base?: KnownNumbers;
  readonly growth?: Numbers;
};

/**
 * Growth is counted from the last numbers that were kept before the span starts, from zero when the video is younger, else from the first
 * ones within the span. Nothing is made up for days without numbers: they belong to the next ones that are known.
 */
export function measureGrowth({ history, live, published, span }: VideoInput): VideoGrowth {
  const { start, end = Number.POSITIVE_INFINITY } = span;
  const known = live === undefined ? history : [...history, live];
  const within = known.filter(({ at }) => at <= end);
  const current = within.at(-1);
  if (current === undefined) return {};
  const base = start === undefined ? undefined : findBase(within, { start, published });
  if (base === undefined || base.at > current.at) return { current };
  const isOne = base === current;
  return { current, base, ...(isOne ? {} : { growth: subtract(current.numbers, base.numbers) }) };
}

const ZERO: Numbers = { views: 0, likes: 0, comments: 0 };

function findBase(
  known: readonly KnownNumbers[],
  { start, published }: { readonly start: number; readonly published: number | undefined },
): KnownNumbers | undefined {
  const before = known.findLast(({ at }) => at <= start);
  if (before !== undefined) return before;
  if (published !== undefined && published >= start) return { at: published, numbers: ZERO };
  return known[0];
}

/** Each number that both have. */
export const subtract = (later: Numbers, earlier: Numbers): Numbers =>
  combine(later, earlier, (a, b) => (a === undefined || b === undefined ? undefined : a - b));

/** A number that nothing has stays absent. */
export const sum = (all: readonly Numbers[]): Numbers =>
  all.reduce<Numbers>(
    (total, one) =>
      combine(total, one, (a, b) => (a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0))),
    {},
  );

const combine = (
  one: Numbers,
  other: Numbers,
  join: (a: number | undefined, b: number | undefined) => number | undefined,
): Numbers =>
  defined(Object.fromEntries(NUMBER_KEYS.map((key) => [key, join(one[key], other[key])])) as Numbers);

/** Views gained by some videos until each time at which one of them was measured, from the first base on. */
export function traceViews(videos: readonly VideoTrace[]): readonly { at: number; views: number }[] {
  const traced = videos.filter(({ base }) => base !== undefined);
  const times = new Set(traced.flatMap(({ base, known }) => [base, ...known].map((one) => one?.at ?? 0)));
  const first = Math.min(...traced.map(({ base }) => base?.at ?? 0));
  return [...times]
    .filter((at) => at >= first)
    .toSorted((a, b) => a - b)
    .map((at) => ({ at, views: traced.reduce((total, video) => total + gainedUntil(video, at), 0) }));
}

/** `known`: from the base to the end of the span, oldest first. */
export type VideoTrace = { readonly base: KnownNumbers | undefined; readonly known: readonly KnownNumbers[] };

function gainedUntil({ base, known }: VideoTrace, until: number): number {
  const last = known.findLast(({ at }) => at <= until);
  return (last?.numbers.views ?? base?.numbers.views ?? 0) - (base?.numbers.views ?? 0);
}

import { defined } from '../../shared/defined.ts';
import type { PublicCatalog, PublicEpisode } from '../export/schema.ts';
import {
  collectHistory,
  type History,
  measureGrowth,
  sum,
  traceViews,
  type VideoGrowth,
  type VideoTrace,
} from './growth.ts';
import { describeDay, findSpan, type Period } from './period.ts';
import { formatInstant, type Numbers, type Sample } from './samples.ts';

export type ReportSubject = {
  readonly kind: 'sponsor' | 'guest' | 'show';
  readonly id: string;
  readonly name: string;
};

export type ReportInput = {
  /** The public part of the catalog, with the episodes of the subject alone. */
  readonly catalog: PublicCatalog;
  readonly subject: ReportSubject;
  readonly period: Period;
  /** What was kept, in any order. */
  readonly samples: readonly Sample[];
  /** What YouTube says now, by the id of a video; undefined: it was not asked. */
  readonly live: ReadonlyMap<string, Numbers> | undefined;
  /** ms since 1970 */
  readonly now: number;
};

/**
 * `measured`: `numbers` are of the end of the period; `gone`: YouTube does not know the video any more, and `numbers` are the last ones;
 * `unknown`: nothing is known of the end of the period; `no-video`: no file names one; `to-come`: not on air yet.
 */
export type ReportedState = 'measured' | 'gone' | 'unknown' | 'no-video' | 'to-come';

export type EpisodeReport = Pick<PublicEpisode, 'id' | 'title' | 'videoId' | 'watchUrl'> & {
  /** The name of its show. */
  readonly show?: string;
  /** When the stream starts or started, ISO 8601, UTC. */
  readonly start?: string;
  /** The same day where the show is, in words. */
  readonly day?: string;
  readonly state: ReportedState;
  readonly numbers?: Numbers;
  /** When they were read, ISO 8601, UTC. */
  readonly at?: string;
  readonly growth?: Numbers;
  /** What growth is counted from: a time at which numbers are known. */
  readonly since?: string;
  /** It went on air within the period. */
  readonly isNew?: true;
};

export type ViewsPoint = { readonly at: string; readonly views: number };

export type AudienceReport = {
  readonly academy: PublicCatalog['academy'];
  readonly subject: ReportSubject;
  /** When it was made, ISO 8601, UTC. */
  readonly at: string;
  readonly period: { readonly from?: string; readonly to?: string; readonly since?: string };
  /** The time zone in which its days are written: of the shows, if all have the same one. */
  readonly timezone: string;
  /** Newest first; those to come last, the next one first. */
  readonly episodes: readonly EpisodeReport[];
  readonly totals: {
    /** Without those to come. */
    readonly episodes: number;
    readonly newEpisodes: number;
    readonly numbers: Numbers;
    /** Absent: of no episode anything is known. */
    readonly growth?: Numbers;
    /** Episodes with numbers whose growth is not known, so that it is not in the total. */
    readonly withoutGrowth: number;
  };
  /** Views gained since the period began, oldest first; empty if fewer than three times are known. */
  readonly trace: readonly ViewsPoint[];
};

/** A report as a value, which every format prints. Nothing is made up: what is not known is absent. */
export function buildReport(input: ReportInput): AudienceReport {
  const { catalog, subject, period, now } = input;
  const zones = new Map(catalog.shows.map(({ id, timezone = 'UTC' }) => [id, timezone]));
  const ids = new Set(catalog.episodes.flatMap(({ videoId }) => videoId ?? []));
  const history = collectHistory(input.samples, ids);
  const measured = catalog.episodes.flatMap((episode) => {
    const zone = zones.get(episode.show ?? '') ?? 'UTC';
    const span = findSpan(period, zone);
    const isLater = Date.parse(episode.start ?? '') >= (span.end ?? Number.POSITIVE_INFINITY);
    return isLater ? [] : [measureEpisode(input, { episode, zone, history })];
  });
  const aired = measured.filter(({ report }) => report.state !== 'to-come');
  const { from, to, since } = period;
  return {
    academy: catalog.academy,
    subject,
    at: formatInstant(now),
    period: defined({ from, to, since: since === undefined ? undefined : formatInstant(since) }),
    timezone: chooseZone([...zones.values()]),
    episodes: [
      ...aired.map(({ report }) => report).toReversed(),
      ...measured.map(({ report }) => report).filter(({ state }) => state === 'to-come'),
    ],
    totals: sumTotals(aired.map(({ report }) => report)),
    trace: renderTrace(aired),
  };
}

const chooseZone = (zones: readonly string[]): string =>
  new Set(zones).size === 1 ? (zones[0] ?? 'UTC') : 'UTC';

/** `known`: from the base to the end of the period. */
type Measurement = VideoTrace & { readonly report: EpisodeReport };

type Place = { readonly episode: PublicEpisode; readonly zone: string; readonly history: History };

function measureEpisode(input: ReportInput, { episode, zone, history }: Place): Measurement {
  const { live, now, period } = input;
  const { videoId = '', start = '' } = episode;
  const startedAt = Date.parse(start);
  const published = startedAt <= now ? startedAt : undefined;
  const span = findSpan(period, zone);
  const past = history.get(videoId) ?? [];
  const numbers = live?.get(videoId);
  const present = numbers === undefined ? [] : [{ at: now, numbers }];
  const growth = measureGrowth({ history: past, live: present[0], published, span });
  const isAsked = live !== undefined && (span.end ?? Number.POSITIVE_INFINITY) > now;
  const state = judgeState({
    isToCome: startedAt > now,
    hasVideo: episode.videoId !== undefined,
    isKnown: growth.current !== undefined,
    isGone: isAsked && numbers === undefined,
  });
  const isNew = published !== undefined && published >= (span.start ?? Number.POSITIVE_INFINITY);
  const isMeasured = state === 'measured' || state === 'gone';
  return {
    report: {
      ...describeEpisode(input, episode, zone),
      state,
      ...(isNew ? { isNew } : {}),
      ...(isMeasured ? describeNumbers(growth) : {}),
    },
    base: isMeasured ? growth.base : undefined,
    known: [...past, ...present].filter(({ at }) => at >= (growth.base?.at ?? 0) && at <= (span.end ?? now)),
  };
}

const describeEpisode = (
  { catalog }: ReportInput,
  { id, title, videoId, watchUrl, start, show }: PublicEpisode,
  zone: string,
) => ({
  id,
  title,
  ...defined({
    show: catalog.shows.find((one) => one.id === show)?.name,
    start,
    day: start === undefined ? undefined : describeDay(Date.parse(start), zone),
    videoId,
    watchUrl,
  }),
});

const describeNumbers = ({ current, base, growth }: VideoGrowth) =>
  defined({
    numbers: current?.numbers,
    at: current && formatInstant(current.at),
    growth,
    since: growth && base && formatInstant(base.at),
  });

type Facts = {
  readonly isToCome: boolean;
  readonly hasVideo: boolean;
  readonly isKnown: boolean;
  readonly isGone: boolean;
};

function judgeState({ isToCome, hasVideo, isKnown, isGone }: Facts): ReportedState {
  if (isToCome) return 'to-come';
  if (!hasVideo) return 'no-video';
  if (isGone) return 'gone';
  return isKnown ? 'measured' : 'unknown';
}

function sumTotals(episodes: readonly EpisodeReport[]): AudienceReport['totals'] {
  const withNumbers = episodes.filter(({ numbers }) => numbers !== undefined);
  const grown = withNumbers.flatMap(({ growth }) => growth ?? []);
  return {
    episodes: episodes.length,
    newEpisodes: episodes.filter(({ isNew }) => isNew === true).length,
    numbers: sum(withNumbers.flatMap(({ numbers }) => numbers ?? [])),
    withoutGrowth: withNumbers.length - grown.length,
    ...(grown.length === 0 ? {} : { growth: sum(grown) }),
  };
}

const LEAST_POINTS = 3;
/** More are not seen on a page. */
const MOST_POINTS = 400;

function renderTrace(measured: readonly Measurement[]): readonly ViewsPoint[] {
  const grown = measured.filter(({ report }) => report.growth !== undefined);
  const points = traceViews(grown);
  if (points.length < LEAST_POINTS) return [];
  const step = Math.ceil(points.length / MOST_POINTS);
  return points
    .filter((_point, index) => index === points.length - 1 || index % step === 0)
    .map(({ at, views }) => ({ at: formatInstant(at), views }));
}

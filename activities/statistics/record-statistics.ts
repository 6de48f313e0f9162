import { Context } from '@temporalio/activity';
import { RepositoryError } from '../../clients/git/index.ts';
import { readStatistics } from '../../clients/youtube/statistics.ts';
import type { ShowNumbers, StatisticsResult } from '../../contract/statistics.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { formatInstant, type SampleRow } from '../../domain/render/report/samples.ts';
import { isPublic } from '../../domain/render/visibility.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import type { ChannelIndex } from '../channel-index.ts';
import type { Dependencies } from '../dependencies.ts';
import { toRepeatedFailure } from '../failures.ts';
import { readCatalogAt } from '../read-content.ts';
import { openDeadline, withHeartbeat } from '../run-with-quota.ts';
import { findAppliedCommit } from '../sync/applied-commit.ts';

const HOUR_MS = 3_600_000;
/** The next day begins soon; numbers of it are no numbers of this one. */
const PATIENCE_MS = 20 * HOUR_MS;

/**
 * Keeps what YouTube says now of every public video that went on air: one call for 50 of them, which cost no unit. A day is kept once, so it
 * may be repeated. After 20 hours of failures it answers why it gave up, so that no workflow fails for it.
 */
export async function recordStatistics(deps: Dependencies): Promise<StatisticsResult> {
  const { info, cancellationSignal, cancelled } = Context.current();
  const { signal, beat, close } = openDeadline(info);
  const day = formatInstant(deps.clock()).slice(0, 10);
  try {
    const stopped = AbortSignal.any([cancellationSignal, signal]);
    return await withHeartbeat(() => record(deps, day, stopped), beat);
  } catch (error) {
    if (cancellationSignal.aborted) await cancelled;
    const failure = toRepeatedFailure(translate(error));
    if (Date.now() - info.scheduledTimestampMs < PATIENCE_MS) throw failure;
    return { status: 'gave-up', day, detail: `gave up: ${failure.message}` };
  } finally {
    close();
  }
}

const translate = (error: unknown): unknown =>
  error instanceof RepositoryError
    ? new Failure({ kind: error.kind, reason: error.fault, message: error.message, outcome: 'not-sent' })
    : error;

async function record(deps: Dependencies, day: string, signal: AbortSignal): Promise<StatisticsResult> {
  const catalog = await readCatalogAt(deps.repository, await findAppliedCommit(deps));
  const videos = listVideos(catalog, deps.index, deps.clock());
  if (videos.length === 0)
    return { status: 'nothing', day, detail: 'no public episode that went on air has a video' };
  const at = formatInstant(deps.clock());
  const ids = videos.map(({ videoId }) => videoId);
  const found = await readStatistics(deps.youtube, { ids, clock: deps.clock, signal });
  const rows = videos.flatMap((video): SampleRow[] => {
    const numbers = found.get(video.videoId);
    return numbers === undefined ? [] : [{ ...video, ...numbers }];
  });
  if (rows.length === 0) return { status: 'nothing', day, detail: 'YouTube knows none of the videos' };
  const isFirst = await deps.statistics.recordDay(day, { at, rows });
  return {
    status: isFirst ? 'kept' : 'already-kept',
    day,
    at,
    videos: rows.length,
    missing: videos.length - rows.length,
    shows: sumShows(rows),
    detail: isFirst
      ? `the numbers of ${rows.length} videos are kept in ${deps.statistics.place}`
      : 'this day has its numbers already',
  };
}

/** Those that a report can name. What no file names is taken from what this worker has seen, which costs nothing. */
export function listVideos(
  catalog: Catalog,
  index: Pick<ChannelIndex, 'get'>,
  now: number,
): Pick<SampleRow, 'videoId' | 'episodeId' | 'show'>[] {
  return Object.values(catalog.episodes).flatMap((episode) => {
    const { id, show, start, youtube } = episode;
    const videoId = youtube?.videoId ?? index.get(id);
    const isOnAir = start === undefined || Date.parse(start) <= now;
    if (videoId === undefined || !isOnAir || !isPublic(catalog, episode)) return [];
    return [{ videoId, episodeId: id, ...defined({ show }) }];
  });
}

/** More would be too many labels for a metric. */
const MOST_SHOWS = 50;

export const sumShows = (rows: readonly SampleRow[]): ShowNumbers[] =>
  [...groupBy(rows, ({ show = '' }) => show)]
    .map(([show, of]) => ({
      ...(show === '' ? {} : { show }),
      videos: of.length,
      views: of.reduce((total, { views = 0 }) => total + views, 0),
      likes: of.reduce((total, { likes = 0 }) => total + likes, 0),
    }))
    .toSorted((a, b) => b.views - a.views)
    .slice(0, MOST_SHOWS);

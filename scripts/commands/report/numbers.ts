import { existsSync } from 'node:fs';
import { RepositoryError } from '../../../clients/git/errors.ts';
import { readStatistics } from '../../../clients/youtube/statistics.ts';
import { type Environment, type Settings, stateFolders } from '../../../config/settings.ts';
import type { PublicCatalog } from '../../../domain/render/export/schema.ts';
import type { AudienceReport, ReportInput, ReportSubject } from '../../../domain/render/report/report.ts';
import type { Numbers, Sample, SampleRow } from '../../../domain/render/report/samples.ts';
import { CALLS_APART, PAGE_SIZE } from '../../../domain/shared/costs.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { openStatistics } from '../../lib/open-statistics.ts';
import { explainFailure, openYouTube } from '../../lib/open-youtube.ts';
import { CommandError, count, printNotice } from '../../lib/outcome.ts';

type Input = {
  readonly settings: Settings;
  readonly env: Environment;
  /** The episodes of the subject alone. */
  readonly catalog: PublicCatalog;
  readonly subject: ReportSubject;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly now: number;
};

const DAY_MS = 86_400_000;
/** Without a report that was sent, and without `--from`. */
const USUAL_MS = 30 * DAY_MS;
/** Numbers from before a period are found although none were kept for so long. */
const LOOK_BACK_MS = 31 * DAY_MS;

/** What is kept, and unless the period is over, what YouTube says now. @throws CommandError */
export async function readNumbers(input: Input): Promise<Pick<ReportInput, 'period' | 'samples' | 'live'>> {
  const { from, to, now } = input;
  const kept = await readKept(input).catch((error: unknown) => {
    throw error instanceof RepositoryError
      ? new CommandError(`the numbers that are kept cannot be read: ${error.message}`)
      : error;
  });
  // A day ends at the latest 12 hours after it ended in UTC.
  const isOver = to !== undefined && Date.parse(to) + 1.5 * DAY_MS < now;
  if (isOver && kept.samples.length === 0)
    throw new CommandError(
      `no numbers are kept of the time until ${to}, and YouTube says only those of now; leave --to out, and see docs/report.md on keeping them`,
    );
  if (kept.samples.length === 0)
    printNotice('no earlier numbers are kept, so growth is not known; docs/report.md says how to keep them');
  return {
    period: defined({ from, to, since: kept.since }),
    samples: kept.samples,
    live: isOver ? undefined : await readLive(input),
  };
}

type KeptNumbers = { readonly samples: readonly Sample[]; readonly since: number | undefined };

async function readKept({ settings, subject, from, now }: Input): Promise<KeptNumbers> {
  // Nothing is created for a report.
  if (settings.keptRemote === undefined && !existsSync(stateFolders(settings.state).kept))
    return { samples: [], since: undefined };
  const store = openStatistics(settings);
  const last = await store.findLastSent(subject);
  const start = Date.parse(from ?? last?.at ?? new Date(now - USUAL_MS).toISOString());
  const days = await store.readDays(new Date(start - LOOK_BACK_MS).toISOString().slice(0, 10));
  const samples = [...days, ...(last === undefined ? [] : [last])];
  // Numbers that began later are no growth of 30 days.
  const first = Math.min(...samples.map(({ at }) => Date.parse(at)));
  const isUsed = from === undefined && samples.length > 0;
  return { samples, since: isUsed ? Math.max(start, first) : undefined };
}

async function readLive({ settings, env, catalog, now }: Input): Promise<ReadonlyMap<string, Numbers>> {
  const ids = catalog.episodes
    .filter(({ start }) => !(Date.parse(start ?? '') > now))
    .flatMap(({ videoId }) => videoId ?? []);
  if (ids.length === 0) return new Map();
  const { place, youtube } = await openYouTube(settings, env);
  const calls = Math.ceil(new Set(ids).size / PAGE_SIZE);
  printNotice(
    `reads YouTube: ${count(calls, 'call')} of ${CALLS_APART['videos.batchGetStats'].toLocaleString('en-US')} a day for numbers, and no units`,
  );
  return readStatistics(youtube, { ids, clock: Date.now }).catch((error: unknown) => {
    throw explainFailure(error, place, 'the numbers could not be read from YouTube');
  });
}

/** Keeps what a report says now. @throws CommandError when it says nothing of now */
export async function recordSent(settings: Settings, report: AudienceReport): Promise<void> {
  const rows = report.episodes.flatMap(({ id, videoId, numbers, at }): SampleRow[] =>
    videoId === undefined || numbers === undefined || at !== report.at
      ? []
      : [{ videoId, episodeId: id, ...numbers }],
  );
  if (rows.length === 0)
    throw new CommandError('--sent: the report has no numbers of now, so there is nothing to count from');
  const store = openStatistics(settings);
  await store.recordSent(report.subject, { at: report.at, rows }).catch((error: unknown) => {
    throw new CommandError(`--sent: the numbers could not be kept: ${String(error)}`);
  });
  printNotice(
    `the next report for ${report.subject.kind} ${report.subject.id} counts growth from this one, kept in ${store.place}`,
  );
}

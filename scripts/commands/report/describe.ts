import { describeDay } from '../../../domain/render/report/period.ts';
import type { AudienceReport, EpisodeReport } from '../../../domain/render/report/report.ts';
import { NUMBER_KEYS, type Numbers } from '../../../domain/render/report/samples.ts';
import { count } from '../../lib/outcome.ts';

/** `1,234`; a dash where nothing is known. */
export const formatNumber = (value: number | undefined): string =>
  value === undefined ? '\u2013' : value.toLocaleString('en-US').replace('-', '\u2212');

/** The same with a sign. */
export const formatGrowth = (value: number | undefined): string =>
  `${(value ?? 0) > 0 ? '+' : ''}${formatNumber(value)}`;

export const HEADINGS: Readonly<Record<keyof Numbers, string>> = {
  views: 'Views',
  likes: 'Likes',
  comments: 'Comments',
};

/** `Report for Example Cloud`: the name is not escaped. */
export const renderTitle = ({ subject }: AudienceReport): string => `Report for ${subject.name}`;

/** Our words for the days that growth is counted over; absent: it is not known. */
export function describePeriod({
  period: { from, to, since },
  timezone,
}: AudienceReport): string | undefined {
  const start =
    from === undefined ? since && describeDay(Date.parse(since), timezone) : describeDay(Date.parse(from));
  if (start === undefined || start === '') return undefined;
  return to === undefined ? `since ${start}` : `from ${start} to ${describeDay(Date.parse(to))}`;
}

/** `12 episodes, 2 of them new` */
export const describeEpisodes = ({ totals: { episodes, newEpisodes } }: AudienceReport): string =>
  newEpisodes === 0 ? count(episodes, 'episode') : `${count(episodes, 'episode')}, ${newEpisodes} new`;

export const airedOf = ({ episodes }: AudienceReport): readonly EpisodeReport[] =>
  episodes.filter(({ state }) => state !== 'to-come');

export const toComeOf = ({ episodes }: AudienceReport): readonly EpisodeReport[] =>
  episodes.filter(({ state }) => state === 'to-come');

/** What is special about the numbers of an episode, in our words. */
export function describeState({ state, at, isNew }: EpisodeReport): string | undefined {
  if (state === 'gone')
    return at === undefined
      ? 'no longer on YouTube'
      : `no longer on YouTube; numbers of ${describeDay(Date.parse(at))}`;
  if (state === 'no-video') return 'no video is known';
  if (state === 'unknown') return 'no numbers of that time were kept';
  return isNew === true ? 'new' : undefined;
}

const DAY_MS = 86_400_000;

/** Sentences in our words: how to read the numbers, and what is missing. */
export function listNotes(report: AudienceReport): string[] {
  const { at, period, totals, academy } = report;
  const made = new Date(Date.parse(at)).toISOString().slice(0, 16).replace('T', ' ');
  const known = NUMBER_KEYS.filter((key) => totals.numbers[key] !== undefined);
  return [
    period.to === undefined
      ? `Numbers of YouTube on ${made} UTC. A dash: YouTube does not say it.`
      : `Numbers as kept at the end of ${period.to}, or read on ${made} UTC. A dash: not known.`,
    ...(totals.growth === undefined && known.length > 0
      ? ['Growth is not known: no earlier numbers were kept.']
      : []),
    ...(totals.growth !== undefined && totals.withoutGrowth > 0
      ? [`The growth of ${count(totals.withoutGrowth, 'episode')} is not known and not in the total.`]
      : []),
    ...describeLateBase(report),
    ...(academy.url === undefined ? [] : [`More: ${academy.url}`]),
  ];
}

/** Growth is counted from a time at which numbers are known, which may be another one than the first day. */
function describeLateBase({ episodes, period, timezone }: AudienceReport): string[] {
  const wanted = Date.parse(period.from ?? period.since ?? '');
  const far = episodes
    .filter(({ since, isNew }) => since !== undefined && isNew !== true)
    .map(({ since }) => Date.parse(since ?? ''))
    .filter((time) => Math.abs(time - wanted) > 2 * DAY_MS);
  if (far.length === 0) return [];
  const days = [...new Set([Math.min(...far), Math.max(...far)].map((time) => describeDay(time, timezone)))];
  return [
    `The growth of ${count(far.length, 'episode')} is counted from ${days.join(' to ')}: no numbers nearer to the first day were kept.`,
  ];
}

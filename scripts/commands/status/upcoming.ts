import { DateTime } from 'luxon';
import type { EpisodeStatus } from '../../../contract/episode.ts';
import { describeDistance, describeRest, describeTimes } from '../../../contract/reports/words.ts';
import { printable, printableMessage } from '../../../domain/shared/media/printable.ts';
import type { EpisodeList } from './read.ts';

type Look = { readonly now: number; readonly zone: string };

/** `Fri 4 Dec 18:00 (in 5 days)  breakage/the-rematch  ready`, the next one first. */
export function renderUpcoming({ count, episodes }: EpisodeList, { now, zone }: Look): string[] {
  const rows = episodes
    .toSorted((a, b) => startOf(a) - startOf(b))
    .map((episode) => [
      describeStart(episode, now, zone),
      printable(episode.episodeId),
      printableMessage(describeState(episode, now)),
    ]);
  const widthOf = (column: number): number => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const [first, second] = [widthOf(0), widthOf(1)];
  const rest = describeRest(episodes.length, count);
  return [
    ...rows.map(
      ([start = '', id = '', state = '']) => `${start.padEnd(first)}  ${id.padEnd(second)}  ${state}`,
    ),
    ...(rest === undefined ? [] : [rest]),
  ];
}

const startOf = ({ start }: EpisodeStatus): number =>
  start === undefined ? Number.POSITIVE_INFINITY : Date.parse(start);

function describeStart({ start }: EpisodeStatus, now: number, zone: string): string {
  if (start === undefined) return 'no start yet';
  const time = DateTime.fromISO(start, { zone, locale: 'en-GB' });
  const year = time.year === DateTime.fromMillis(now, { zone }).year ? '' : ' yyyy';
  return `${time.toFormat(`ccc d LLL${year} HH:mm`)} (${describeDistance(time.toMillis() - now)})`;
}

/** In one word, where all is well. */
function describeState(status: EpisodeStatus, now: number): string {
  const { phase, attention, paused, pausedBy, pendingCommit, next } = status;
  if (paused) return `paused by ${pausedBy ?? 'an operator'}`;
  if (attention !== undefined) return 'needs you';
  if (pendingCommit !== undefined || phase === 'new') return describeTimes(next, now);
  return phase === 'upcoming' ? 'ready' : phase;
}

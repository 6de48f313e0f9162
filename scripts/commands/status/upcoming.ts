import { DateTime } from 'luxon';
import type { EpisodeStatus } from '../../../contract/episode.ts';
import { describeDistance, describeRest, describeTimes } from '../../../contract/reports/words.ts';
import { printable, printableMessage } from '../../../domain/shared/media/printable.ts';
import { countColumns, cutEnd } from '../../lib/fit-width.ts';
import type { EpisodeList } from './read.ts';

/** `columns`: of the terminal, for these lines; absent: no line is shortened. */
type Look = { readonly now: number; readonly zone: string; readonly columns?: number | undefined };

/** `Fri 4 Dec 18:00 (in 5 days)  breakage/the-rematch  ready`, the next one first. A narrow terminal gets no distances, then short ids. */
export function renderUpcoming({ count, episodes }: EpisodeList, { now, zone, columns }: Look): string[] {
  const sorted = episodes.toSorted((a, b) => startOf(a) - startOf(b));
  const rowsWith = (distance: boolean) =>
    sorted.map((episode) => [
      describeStart(episode, { now, zone, distance }),
      printable(episode.episodeId),
      printableMessage(describeState(episode, now)),
    ]);
  const most = columns ?? Number.POSITIVE_INFINITY;
  const whole = rowsWith(true);
  const rest = describeRest(episodes.length, count);
  const rows = widthOf(whole) <= most ? alignRows(whole) : alignRows(shortenIds(rowsWith(false), most));
  return [...rows, ...(rest === undefined ? [] : [rest])];
}

type Row = readonly string[];

const GAP = '  ';

const columnWidth = (rows: readonly Row[], column: number): number =>
  Math.max(0, ...rows.map((row) => countColumns(row[column] ?? '')));

/** Without the states, which may be whole sentences: room for a word. */
const ROOM_FOR_STATE = 12;

const widthOf = (rows: readonly Row[]): number =>
  columnWidth(rows, 0) +
  columnWidth(rows, 1) +
  Math.min(ROOM_FOR_STATE, columnWidth(rows, 2)) +
  2 * GAP.length;

const MIN_ID = 12;

function shortenIds(rows: readonly Row[], most: number): readonly Row[] {
  const room = Math.max(MIN_ID, columnWidth(rows, 1) - Math.max(0, widthOf(rows) - most));
  return rows.map(([start = '', id = '', state = '']) => [start, cutEnd(id, room), state]);
}

const alignRows = (rows: readonly Row[]): string[] => {
  const [first, second] = [columnWidth(rows, 0), columnWidth(rows, 1)];
  return rows.map(
    ([start = '', id = '', state = '']) => `${start.padEnd(first)}${GAP}${id.padEnd(second)}${GAP}${state}`,
  );
};

const startOf = ({ start }: EpisodeStatus): number =>
  start === undefined ? Number.POSITIVE_INFINITY : Date.parse(start);

type StartLook = Pick<Look, 'now' | 'zone'> & { readonly distance: boolean };

function describeStart({ start }: EpisodeStatus, { now, zone, distance }: StartLook): string {
  if (start === undefined) return 'no start yet';
  const time = DateTime.fromISO(start, { zone, locale: 'en-GB' });
  const year = time.year === DateTime.fromMillis(now, { zone }).year ? '' : ' yyyy';
  const clock = time.toFormat(`ccc d LLL${year} HH:mm`);
  return distance ? `${clock} (${describeDistance(time.toMillis() - now)})` : clock;
}

/** In one word, where all is well. */
function describeState(status: EpisodeStatus, now: number): string {
  const { phase, attention, paused, pausedBy, pendingCommit, next } = status;
  if (paused) return `paused by ${pausedBy ?? 'an operator'}`;
  if (attention !== undefined) return 'needs you';
  if (pendingCommit !== undefined || phase === 'new') return describeTimes(next, now);
  return phase === 'upcoming' ? 'ready' : phase;
}

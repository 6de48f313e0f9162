import { IANAZone } from 'luxon';
import { parseStart } from '../../shared/start-time.ts';

const MINUTE = 60_000;

/**
 * Formats an instant (ISO 8601, UTC) like the times in the file: local if they have no zone, else with the same offset. In the
 * hour that a zone has twice, it uses Z if the local time would mean the other one.
 */
export function formatStartLike(instant: string, like: string | undefined, zone: string | undefined): string {
  const ms = Date.parse(instant);
  const offset = /([+-])(\d\d):?(\d\d)$/.exec(like ?? '');
  const isLocal = like !== undefined && offset === null && !/Z$/.test(like);
  const gap = like?.charAt(10) === ' ' ? ' ' : 'T';
  if (isLocal && zone !== undefined) {
    const local = formatClock(ms, IANAZone.create(zone).offset(ms), gap);
    const read = parseStart(local, zone);
    if ('start' in read && Date.parse(read.start) === ms) return local;
  }
  if (offset === null) return `${formatClock(ms, 0, gap)}Z`;
  const [written, sign, hours, minutes] = offset;
  const east = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return `${formatClock(ms, east, gap)}${written}`;
}

const formatClock = (ms: number, east: number, gap: string): string =>
  new Date(ms + east * MINUTE)
    .toISOString()
    .replace(/(?:\.000)?Z$/, '')
    .replace('T', gap);

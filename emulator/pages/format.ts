import type { VideoRow } from '../state/rows.ts';

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** `4 Dec 2026, 17:00 UTC`, or a dash. */
export function formatTime(iso: string | undefined): string {
  return iso === undefined ? '-' : `${DATE.format(new Date(iso))} UTC`;
}

/** `1:02:03`. */
export function formatDuration(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [first ?? 0, ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}

export type VideoPhase = { readonly label: string; readonly tone: '' | 'live' | 'good' | 'warn' };

/** The state of a video, as its page shows it. */
export function describePhase({ broadcast }: VideoRow): VideoPhase {
  switch (broadcast?.lifeCycleStatus) {
    case undefined:
      return { label: 'Video', tone: '' };
    case 'created':
      return { label: 'Scheduled, no stream bound', tone: 'warn' };
    case 'ready':
      return { label: 'Scheduled, ready', tone: 'good' };
    case 'testing':
      return { label: 'Testing', tone: 'warn' };
    case 'live':
      return { label: 'Live', tone: 'live' };
    case 'complete':
      return { label: 'Streamed', tone: '' };
    case 'revoked':
      return { label: 'Revoked', tone: 'warn' };
  }
}

/** With a comma after each three digits: `10,000`. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-GB');
}

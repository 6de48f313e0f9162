import type { VideoRow } from '../state/rows.ts';

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** `4 Dec 2026, 17:00 UTC`, or a dash. */
export function tellTime(iso: string | undefined): string {
  return iso === undefined ? '-' : `${DATE.format(new Date(iso))} UTC`;
}

/** `1:02:03`. */
export function tellDuration(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [first ?? 0, ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}

export type VideoPhase = { readonly word: string; readonly tone: '' | 'live' | 'good' | 'warn' };

/** Where a video stands, in a person's words. */
export function tellPhase({ broadcast }: VideoRow): VideoPhase {
  switch (broadcast?.lifeCycleStatus) {
    case undefined:
      return { word: 'Video', tone: '' };
    case 'created':
      return { word: 'Scheduled, no stream bound', tone: 'warn' };
    case 'ready':
      return { word: 'Scheduled, ready', tone: 'good' };
    case 'testing':
      return { word: 'Testing', tone: 'warn' };
    case 'live':
      return { word: 'Live', tone: 'live' };
    case 'complete':
      return { word: 'Streamed', tone: '' };
    case 'revoked':
      return { word: 'Revoked', tone: 'warn' };
  }
}

/** Groups of three digits. */
export function tellNumber(value: number): string {
  return value.toLocaleString('en-GB');
}

import type { Need } from '../../contract/attention.ts';
import { UNVERIFIED } from '../../contract/episode-steps.ts';
import type { HeldThumbnails, ReleasedThumbnail } from '../../contract/quota.ts';
import { describeHeld } from '../../contract/reports/quota.ts';
import { patch } from '../patch.ts';

/** Checks get rarer: about 30 units on a day on which nobody verifies the channel. */
const FIRST_CHECK_MS = 60_000;
const MAX_CHECK_MS = 60 * 60_000;
/** About 100 KB. The thumbnails of more are found by the next check of the channel. */
const MAX_EPISODES = 2000;
const MAX_SHOWN = 3;

/** Thumbnails that wait until the channel is verified: plain JSON, bounded. Times are ms since 1970. */
export type ThumbnailHold = {
  readonly since: number;
  readonly checkAt: number;
  readonly checks: number;
  /** In the order in which they began to wait. */
  readonly episodes: readonly string[];
  /** YouTube took one of them. */
  readonly accepted?: true;
};

/** `reportedHeld`: how many were reported to `sync`, and when. */
type Holder = {
  thumbnails?: ThumbnailHold | undefined;
  reportedHeld?: { readonly count: number; readonly at: number } | undefined;
};

/** A thumbnail waits. The first one begins the checks. */
export function holdThumbnail(holder: Holder, episodeId: string, now: number): void {
  const hold = holder.thumbnails ?? { since: now, checkAt: now + FIRST_CHECK_MS, checks: 0, episodes: [] };
  const isKnown = hold.episodes.includes(episodeId) || hold.episodes.length >= MAX_EPISODES;
  holder.thumbnails = isKnown ? hold : { ...hold, episodes: [...hold.episodes, episodeId] };
}

/** One no longer waits. One that YouTube took shows that the channel is verified. */
export function releaseThumbnail(
  holder: Holder,
  { episodeId, accepted }: ReleasedThumbnail,
  now: number,
): void {
  const { thumbnails: hold } = holder;
  if (hold === undefined) return;
  const episodes = hold.episodes.filter((one) => one !== episodeId);
  holder.thumbnails =
    episodes.length === 0
      ? undefined
      : { ...hold, episodes, ...(accepted ? { checkAt: now, accepted } : {}) };
}

/** A check found that it is not verified. */
export function postponeCheck(holder: Holder, now: number): void {
  const { thumbnails: hold } = holder;
  if (hold === undefined) return;
  const checks = hold.checks + 1;
  const checkAt = now + Math.min(MAX_CHECK_MS, FIRST_CHECK_MS * 2 ** checks);
  holder.thumbnails = { ...hold, checks, checkAt };
}

/** `sync` has these sent. What began to wait meanwhile is for the next check, which follows at once. */
export function openThumbnails(holder: Holder, sent: readonly string[], now: number): void {
  const { thumbnails: hold } = holder;
  const later = (hold?.episodes ?? []).filter((one) => !sent.includes(one));
  holder.thumbnails =
    hold === undefined || later.length === 0 ? undefined : { ...hold, episodes: later, checkAt: now };
}

/** Somebody may have verified it meanwhile. */
export function checkThumbnailsSoon(holder: Holder, now: number): void {
  if (holder.thumbnails !== undefined) holder.thumbnails = { ...holder.thumbnails, checkAt: now };
}

export const toHeldThumbnails = ({ thumbnails }: Holder): HeldThumbnails | undefined =>
  thumbnails && {
    count: thumbnails.episodes.length,
    first: thumbnails.episodes.slice(0, MAX_SHOWN),
    since: thumbnails.since,
    checkAt: thumbnails.checkAt,
  };

/** One entry for all of them. */
export function listHeldNeeds(holder: Holder): Need[] {
  const held = toHeldThumbnails(holder);
  const [first] = held?.first ?? [];
  if (held === undefined || first === undefined) return [];
  return [{ reason: 'refused', cause: UNVERIFIED, message: describeHeld(held), since: held.since, first }];
}

/** The count is reported at once when it begins or ends, and then every few seconds at the most. */
export const REPORT_PAUSE_MS = 5000;

/** Milliseconds until the number of those that wait is reported; undefined: it is known. */
export function untilHeldReport(
  { thumbnails, reportedHeld: { count, at } = { count: 0, at: 0 } }: Holder,
  now: number,
): number | undefined {
  const waiting = thumbnails?.episodes.length ?? 0;
  if (waiting === count) return undefined;
  return waiting === 0 || count === 0 ? 0 : Math.max(0, at + REPORT_PAUSE_MS - now);
}

export const recordHeldReport = (holder: Holder, now: number): void =>
  patch(holder, { reportedHeld: { count: holder.thumbnails?.episodes.length ?? 0, at: now } });

import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { SYNC_ID } from '../../contract/ids.ts';
import { toSummary } from '../../contract/summary.ts';
import { thumbnailsAllowed } from '../../contract/sync.ts';
import { hasUnitsToCheck, readChannel } from './account-stop.ts';
import type { LedgerState } from './ledger.ts';
import { openThumbnails, postponeCheck } from './thumbnail-hold.ts';

/** Milliseconds until the next check; undefined: none is due, or it could not be made. */
export function untilThumbnailCheck(state: LedgerState, now: number): number | undefined {
  const { thumbnails: hold, stop } = state;
  if (hold === undefined || stop !== undefined) return undefined;
  if (hold.accepted !== true && !hasUnitsToCheck(state)) return undefined;
  return Math.max(0, hold.checkAt - now);
}

/** Reads what YouTube says of the channel, for 1 unit. Once it is verified, `sync` has all that waits sent, in its order. */
export async function checkThumbnails(state: LedgerState): Promise<void> {
  const isVerified = state.thumbnails?.accepted === true || (await readVerified(state));
  const { thumbnails: hold } = state;
  if (hold === undefined) return;
  if (isVerified && (await sendAllowed(hold.episodes))) openThumbnails(state, hold.episodes, Date.now());
  else postponeCheck(state, Date.now());
}

/** What YouTube does not say counts as verified: a refusal that follows is then about one video. */
async function readVerified(state: LedgerState): Promise<boolean> {
  const summary = toSummary('whether the channel is verified, so that thumbnails are allowed');
  const read = await readChannel(state, summary);
  return read.ok && read.longUploadsStatus !== 'eligible' && read.longUploadsStatus !== 'disallowed';
}

/** @returns false when `sync` is not running: it is sent with the next check */
const sendAllowed = (episodes: readonly string[]): Promise<boolean> =>
  getExternalWorkflowHandle(SYNC_ID)
    .signal(thumbnailsAllowed, { episodes })
    .then(() => true)
    .catch(() => false);

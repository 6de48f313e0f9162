import { isUnverified } from '../../clients/youtube/token-channel-memory.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import { type StepResult, UNVERIFIED } from '../../contract/episode-steps.ts';
import type { Dependencies } from '../dependencies.ts';
import type { WithoutSpent } from '../run-with-quota.ts';

type Result = WithoutSpent<StepResult>;

/** Grants that were given before the first refusal go on for a while: each picture sent with one would cost 50 units for nothing. */
const KNOWN_FOR_MS = 2 * 60_000;

/**
 * Whether no thumbnail is sent now, because the channel is not verified: by the grant, or as this worker has just seen itself. One that an
 * operator wants is sent all the same.
 */
export function holdsThumbnails(
  { youtube, clock }: Pick<Dependencies, 'youtube' | 'clock'>,
  { grant, lastRefusal }: Pick<VideoRequest, 'grant' | 'lastRefusal'>,
): boolean {
  if (lastRefusal?.isHeldBack === false) return false;
  const { thumbnailRefusedAt: at } = youtube.tokenChannel;
  return grant.holdsThumbnails === true || (at !== undefined && Math.abs(clock() - at) < KNOWN_FOR_MS);
}

/** The result of a thumbnail that waits with all others. `hash`: of its picture. */
export const heldThumbnail = (hash: string): Result => ({
  done: false,
  detail: WAITS,
  refused: { hash, message: WAITS, cause: UNVERIFIED },
});

const WAITS = 'the thumbnail waits until the channel is verified, as all others do: see the workflow `quota`';

/** A refusal by YouTube counts for all thumbnails if the channel is not verified. */
export function shareRefusal(
  { youtube, clock }: Pick<Dependencies, 'youtube' | 'clock'>,
  result: Result,
): Result {
  const { tokenChannel } = youtube;
  const { refused } = result;
  if (result.done) tokenChannel.thumbnailRefusedAt = undefined;
  if (refused?.cause !== 'forbidden' || !isUnverified(tokenChannel.last?.channel?.longUploadsStatus))
    return result;
  tokenChannel.thumbnailRefusedAt = clock();
  return heldThumbnail(refused.hash);
}

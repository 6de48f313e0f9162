import { createHash } from 'node:crypto';
import { RepositoryError } from '../../clients/git/index.ts';
import type { Download } from '../../clients/youtube/client.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import type { KeptEntry, KeptTextField } from '../../domain/changes/kept/entry.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure, stall } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';

/** Why something is overwritten; `by`: the operator who released it. */
type Reason = Pick<VideoRequest, 'episodeId' | 'commit' | 'by'>;

/** The entry's hash, and for people where it is. */
export type KeptResult = { readonly kept: string; readonly detail: string };

/** Keeps the texts of a video before some of them are overwritten. @throws Failure when they could not be saved */
export function keepTexts(
  deps: Dependencies,
  reason: Reason,
  { live, fields }: { readonly live: LiveVideo; readonly fields: readonly KeptTextField[] },
): Promise<KeptResult> {
  const { videoId, title, description, tags } = live;
  const texts = { title, description, tags };
  return save(deps, { ...describeReason(deps, reason), videoId, fields, kind: 'texts', texts });
}

/** Keeps a picture, as the CDN served it from `url`, before another one is uploaded. @throws Failure when it could not be saved */
export function keepPicture(
  deps: Dependencies,
  reason: Reason,
  { videoId, url, picture }: { readonly videoId: string; readonly url: string; readonly picture: Download },
): Promise<KeptResult> {
  const { bytes, mimeType } = picture;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const about = { ...describeReason(deps, reason), videoId, fields: ['thumbnail'] as const };
  return save(deps, { ...about, kind: 'picture', picture: { url, mimeType, sha256 } }, bytes);
}

/** A custom picture that YouTube gives no address of cannot be kept, so it is not overwritten. */
export const unreadablePictureFailure = (videoId: string): Failure =>
  stall(
    'not-kept',
    `the thumbnail of video ${videoId} is a person's, and YouTube does not say where it is: it cannot be kept, so it is not overwritten. Replace it in Studio, or set "thumbnail: keep"`,
  );

const describeReason = ({ clock }: Dependencies, { episodeId, commit, by }: Reason) => ({
  episodeId,
  at: new Date(clock()).toISOString(),
  commit,
  ...defined({ by }),
});

async function save({ kept }: Dependencies, entry: KeptEntry, picture?: Uint8Array): Promise<KeptResult> {
  try {
    const hash = await kept.keep(entry, picture);
    const where = kept.isOnThisMachineOnly ? `${hash}, on this machine only` : hash;
    return { kept: hash, detail: `kept the previous ${entry.fields.join(', ')} as ${where}` };
  } catch (error) {
    if (!(error instanceof RepositoryError)) throw error;
    throw notKeptFailure(entry, kept.place, error);
  }
}

/** A fetch that fails is tried again by the workflow, not every second. */
const RETRY_MS = 60_000;

function notKeptFailure({ videoId, fields }: KeptEntry, place: string, error: RepositoryError): Failure {
  const isTemporary = error.kind === 'wait';
  const next = isTemporary
    ? 'It is tried again'
    : 'Check SHOWRUNNER_KEPT_REMOTE and that git may push there, then send the update retry';
  return new Failure({
    kind: isTemporary ? 'wait' : 'stall',
    reason: 'not-kept',
    message: `${fields.join(', ')} of video ${videoId} may be a person's and must be kept before it is overwritten, but could not be saved in ${place}: ${error.message} Nothing was written. ${next}`,
    outcome: 'not-sent',
    ...(isTemporary ? { retryAfterMs: RETRY_MS } : {}),
  });
}

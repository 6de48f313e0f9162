import type { Download } from '../../clients/youtube/client.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readPicture, setThumbnail as upload } from '../../clients/youtube/thumbnails.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import type { StepResult } from '../../contract/episode-steps.ts';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { type Desired, hashPicture } from '../../domain/render/desired.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import { renderFormerPicture } from '../../domain/render/thumbnail/render-picture.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure, type FailureKind } from '../../domain/shared/failure.ts';
import { type Thumbnail, ThumbnailError, type ThumbnailFault } from '../../drawing/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { heldThumbnail, holdsThumbnails, shareRefusal } from './hold-thumbnails.ts';
import { type KeptResult, keepPicture, unreadablePictureFailure } from './keep-foreign.ts';
import { assertHandedOver, readLive, standingOf } from './own-video.ts';
import { isManaged } from './plan-steps.ts';
import { isHeldBack, STILL_REFUSED, sendOrRefuse } from './step-refusal.ts';

/** Mean difference (0 to 255, both made small and grey) below which a live picture counts as our rendering. */
const ALIKE = 6;

/**
 * Draws and uploads the thumbnail if the video has no custom one, or if the live one is an outdated rendering of ours. Any other
 * picture is a person's and stays. 1 or 51 units; the picture's bytes do not leave this activity.
 */
export function setThumbnail(deps: Dependencies, request: VideoRequest): Promise<StepResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<StepResult>> => {
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const { catalog, episode, desired } = content;
    const { picture } = desired;
    if (picture === undefined || !isManaged(desired, 'thumbnail'))
      return { done: false, detail: 'thumbnail: keep' };
    const hash = hashPicture(desired) ?? '';
    if (isHeldBack(request, hash)) return STILL_REFUSED;
    if (holdsThumbnails(deps, request)) return heldThumbnail(hash);
    const live = await readLive(deps, call, request);
    const standing = standingOf(catalog, episode, live, request.remembered);
    assertHandedOver(standing, episode, live.videoId);
    const send = () => sendPicture(deps, call, { request, content, picture, live });
    return shareRefusal(deps, await sendOrRefuse(hash, send));
  });
}

type Sending = {
  readonly request: VideoRequest;
  readonly content: EpisodeContent;
  readonly picture: Picture;
  readonly live: LiveVideo;
};

async function sendPicture(
  deps: Dependencies,
  call: YouTubeCall,
  { request, content: { episode, desired }, picture, live }: Sending,
): Promise<WithoutSpent<StepResult>> {
  const drawn = await drawThumbnail(deps, picture, request.episodeId);
  const { source, current } = await compareThumbnail(deps, call, {
    live,
    isNew: request.madeMsAgo !== undefined,
    thumbnail: drawn,
    bases: await readBases(deps.repository, request.baseCommits, episode),
    desired,
  });
  const thumbnail = hashPicture(desired) ?? '';
  if (source === 'desired') return { done: false, detail: 'the thumbnail is up to date', thumbnail };
  if (source === 'person' && request.overwrite?.includes('thumbnail') !== true) {
    const detail = 'a person replaced the thumbnail; not overwritten';
    return { done: false, detail, skippedField: 'thumbnail' as const, thumbnail };
  }
  const kept = source === 'person' ? await keepCurrent(deps, request, live, current) : undefined;
  const { bytes, mimeType } = drawn;
  await upload(deps.youtube, call.meter, { videoId: request.videoId, bytes, mimeType }, call.signal);
  const detail = ['thumbnail uploaded', ...(kept === undefined ? [] : [kept.detail])].join('; ');
  return { done: true, detail, thumbnail, ...defined({ kept: kept?.kept }) };
}

/** Before a person's picture is replaced. The first custom picture replaces none. */
export async function keepCurrent(
  deps: Dependencies,
  reason: Pick<VideoRequest, 'episodeId' | 'commit' | 'by'>,
  { videoId, thumbnailUrl: url }: LiveVideo,
  current: Download | undefined,
): Promise<KeptResult> {
  if (current === undefined || url === undefined) throw unreadablePictureFailure(videoId);
  return keepPicture(deps, reason, { videoId, url, picture: current });
}

type Comparison = {
  readonly live: LiveVideo;
  /** Its creation is not finished. */
  readonly isNew?: boolean;
  readonly thumbnail: Pick<Thumbnail, 'bytes'>;
  readonly bases: readonly Desired[];
  /** What `thumbnail` is drawn from, if it is. */
  readonly desired?: Desired;
};

/** `current`: the custom picture, as the CDN serves it; absent when there is none, or no address of it. */
type Compared = {
  readonly source: 'none' | 'desired' | 'ours' | 'person';
  readonly current?: Download;
};

/** Whose picture is on YouTube. A custom one that cannot be read counts as a person's. */
export async function compareThumbnail(
  deps: Dependencies,
  call: YouTubeCall,
  { live, isNew = false, thumbnail, bases, desired }: Comparison,
): Promise<Compared> {
  const { hasCustomThumbnail, thumbnailUrl } = live;
  if (hasCustomThumbnail === false || (hasCustomThumbnail === undefined && isNew)) return { source: 'none' };
  if (thumbnailUrl === undefined) return { source: 'person' };
  const current = await readPicture(deps.youtube, thumbnailUrl, call.signal);
  const currentBytes = Buffer.from(current.bytes);
  const looksLike = async (bytes: Buffer): Promise<boolean> =>
    (await deps.thumbnails.difference(currentBytes, bytes)) < ALIKE;
  if (currentBytes.equals(thumbnail.bytes)) return { source: 'desired', current };
  for (const { picture, episodeId } of listEarlier(bases, desired)) {
    if (await looksLike((await drawThumbnail(deps, picture, episodeId)).bytes))
      return { source: 'ours', current };
  }
  return { source: (await looksLike(thumbnail.bytes)) ? 'desired' : 'person', current };
}

type Earlier = { readonly picture: Picture; readonly episodeId: string };

/** What we may have uploaded before: of the bases, and as an older version drew them and what is desired. */
function listEarlier(bases: readonly Desired[], desired: Desired | undefined): readonly Earlier[] {
  const known = bases.flatMap(({ picture, episodeId }) => [
    { picture, episodeId },
    { picture: renderFormerPicture(picture), episodeId },
  ]);
  const former = desired && { picture: renderFormerPicture(desired.picture), episodeId: desired.episodeId };
  return [...known, ...(former ? [former] : [])].flatMap(({ picture, episodeId }) =>
    picture === undefined ? [] : [{ picture, episodeId }],
  );
}

/** @throws Failure when the content cannot be drawn */
export async function drawThumbnail(
  deps: Dependencies,
  picture: Picture,
  episodeId: string,
): Promise<Thumbnail> {
  try {
    return await deps.thumbnails.draw(picture, (blob) => deps.repository.readBlob(blob));
  } catch (error) {
    if (!(error instanceof ThumbnailError)) throw error;
    throw thumbnailFailure(episodeId, error);
  }
}

/** Faults of the content are a person's to fix. A drawing process that died or hung, as on a busy machine, is tried again. */
const KINDS: Readonly<Record<ThumbnailFault, FailureKind>> = {
  image: 'stall',
  glyphs: 'stall',
  template: 'stall',
  died: 'bug',
  hung: 'bug',
  memory: 'bug',
  internal: 'bug',
  installation: 'bug',
  closed: 'wait',
};

/** A thumbnail that could not be drawn, as a Failure: nothing was sent. */
export const thumbnailFailure = (episodeId: string, { fault, message }: ThumbnailError): Failure =>
  new Failure({
    kind: KINDS[fault],
    reason: `thumbnail-${fault}`,
    message: `the thumbnail of ${episodeId} cannot be drawn: ${message}`,
    outcome: 'not-sent',
  });

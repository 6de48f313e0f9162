import { setThumbnail } from '../../clients/youtube/thumbnails.ts';
import { type StoredVideo, updateVideo } from '../../clients/youtube/videos.ts';
import type { RestoreCall, RestoreResult } from '../../contract/episode-calls.ts';
import { basesOf, type Remembered, type Standing } from '../../domain/changes/hand-over.ts';
import {
  KEPT_FIELDS,
  type KeptField,
  type KeptTextField,
  type KeptTexts,
} from '../../domain/changes/kept/entry.ts';
import { hashShown, listDifferent, renderRestored } from '../../domain/changes/kept/restore.ts';
import { listForeignTexts } from '../../domain/changes/merge/unsaved.ts';
import { type Desired, ownershipOf } from '../../domain/render/desired.ts';
import { countIn, LIMITS } from '../../domain/render/limits/measure.ts';
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readBases, readContent } from '../read-content.ts';
import { runWithQuota, type TimedCall, type WithoutSpent } from '../run-with-quota.ts';
import { type KeptResult, keepTexts } from './keep-foreign.ts';
import { assertHandedOver, assertNotReplaced, readLive, standingOf } from './own-video.ts';
import { type Restorable, readRestorable } from './restorable.ts';
import { compareThumbnail, keepCurrent } from './set-thumbnail.ts';

type Answer = WithoutSpent<RestoreResult>;
type Written = {
  readonly fields: readonly KeptField[];
  readonly details: readonly string[];
  readonly kept: readonly string[];
};

/**
 * Writes back what was on a video before: texts and a picture that were kept, or what a commit renders. The marker's line stays, so
 * that its seal does not fit: the text is a person's from then on. What a person wrote meanwhile is kept first. 1 unit, 50 for
 * the texts, 50 for the picture.
 */
export function restoreVideo(deps: Dependencies, request: RestoreCall): Promise<RestoreResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<Answer> => {
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const fields = KEPT_FIELDS.filter((field) => request.fields.includes(field));
    const notOurs = describeNotOurs(content.desired, fields);
    if (notOurs !== undefined) return refuse(notOurs);
    const videoId = request.videoId ?? content.desired.videoId;
    if (videoId === undefined)
      return refuse('its video is not known: set "videoId" in the update, or use the command');
    const value = await readRestorable(deps, request, { episode: content.episode, videoId, fields });
    if (typeof value === 'string') return refuse(value);
    const live = await readOwn(deps, call, { ...request, videoId }, content);
    const different = listToWrite(request, content, value, live);
    if (different.length > 0 && request.shown !== undefined && request.shown !== hashShown(live))
      return refuse('the texts on YouTube have changed since they were shown: run it again');
    const standing = standingOf(content.catalog, content.episode, live, request.remembered);
    const texts = await restoreTexts(deps, call, { request, content, live, standing, value });
    if (typeof texts === 'string') return refuse(texts);
    const picture = await restorePicture(deps, call, { request, content, live, standing, value });
    return describe(value, [texts, picture]);
  });
}

const refuse = (reason: string): Answer => ({ kind: 'refused', reason });

/** What the policy never writes is not restored either. */
function describeNotOurs(desired: Desired, fields: readonly KeptField[]): string | undefined {
  if (desired.policy.manage === 'observe')
    return 'manage is observe: nothing is written. Restore first, then set observe';
  const held = fields.filter((field) => ownershipOf(desired, field) !== 'full');
  if (held.length === 0) return undefined;
  return `${held.map((field) => `${field} is "${ownershipOf(desired, field)}" under fields`).join(', ')}: it is not written. Restore first, then set it`;
}

async function readOwn(
  deps: Dependencies,
  call: TimedCall,
  request: { readonly videoId: string; readonly episodeId: string; readonly remembered?: Remembered },
  { catalog, episode }: EpisodeContent,
): Promise<StoredVideo> {
  assertNotReplaced(catalog, episode, request.videoId);
  const live = await readLive(deps, call, request);
  assertHandedOver(standingOf(catalog, episode, live, request.remembered), episode, live.videoId);
  return live;
}

type Input = {
  readonly request: RestoreCall;
  readonly content: EpisodeContent;
  readonly live: StoredVideo;
  readonly standing: Standing;
  readonly value: Restorable;
};

const NOTHING: Written = { fields: [], details: [], kept: [] };

/** None after an attempt that wrote them and whose answer was lost. */
function listToWrite(
  { fields }: RestoreCall,
  { catalog }: EpisodeContent,
  { texts }: Restorable,
  live: StoredVideo,
): readonly KeptTextField[] {
  const different = texts === undefined ? [] : listDifferent(live, texts, catalog.academy);
  return different.filter((field) => fields.includes(field));
}

/** A text for the operator: why it cannot be written. */
async function restoreTexts(deps: Dependencies, call: TimedCall, input: Input): Promise<Written | string> {
  const { request, content, live, standing, value } = input;
  if (value.texts === undefined) return NOTHING;
  const forms = content.catalog.academy;
  const fields = listToWrite(request, content, value, live);
  if (fields.length === 0) return NOTHING;
  const next = fitMarker(
    renderRestored({ live, kept: value.texts, fields, forms }),
    value.texts,
    content,
    live,
  );
  if (typeof next === 'string') return next;
  const bases = basesOf(
    standing,
    await readBases(deps.repository, request.baseCommits, content.episode),
    live,
  );
  const isForeign = listForeignTexts({ live, desired: content.desired, bases, forms, standing }).some(
    (field) => fields.some((other) => other === field),
  );
  const saved = isForeign ? await keepTexts(deps, request, { live, fields }) : undefined;
  const { categoryId } = live;
  await updateVideo(deps.youtube, call.meter, { live, next: { ...next, categoryId } }, call.signal);
  return {
    fields,
    ...listSaved(saved),
  };
}

/** A description that leaves no room for the marker's line goes without it, if the file names the video. Otherwise says why not. */
function fitMarker(
  next: KeptTexts,
  { description }: KeptTexts,
  { catalog, episode, desired }: EpisodeContent,
  { videoId }: StoredVideo,
): KeptTexts | string {
  const unit = catalog.academy.descriptionLimit;
  if (countIn(unit, next.description) <= LIMITS.description) return next;
  if (desired.videoId === videoId) return { ...next, description };
  return `the description and the marker's line together are longer than ${LIMITS.description} ${unit}, and without that line the video can only be found by its id: put "youtube: { videoId: ${videoId} }" into ${episode.origin.path} and commit, then restore again`;
}

async function restorePicture(deps: Dependencies, call: TimedCall, input: Input): Promise<Written> {
  const { request, content, live, value } = input;
  if (value.picture === undefined) return NOTHING;
  const bases = await readBases(deps.repository, request.baseCommits, content.episode);
  const bytes = Buffer.from(value.picture.bytes);
  const { source, current } = await compareThumbnail(deps, call, { live, thumbnail: { bytes }, bases });
  if (source === 'desired') return NOTHING;
  const saved = source === 'person' ? await keepCurrent(deps, request, live, current) : undefined;
  const { mimeType } = value.picture;
  await setThumbnail(deps.youtube, call.meter, { videoId: live.videoId, bytes, mimeType }, call.signal);
  return {
    fields: ['thumbnail'],
    ...listSaved(saved),
  };
}

const listSaved = (saved: KeptResult | undefined): Pick<Written, 'details' | 'kept'> =>
  saved === undefined ? { details: [], kept: [] } : { details: [saved.detail], kept: [saved.kept] };

function describe({ source }: Restorable, parts: readonly Written[]): Answer {
  const fields = parts.flatMap((part) => part.fields);
  if (fields.length === 0)
    return { kind: 'unchanged', detail: `YouTube has this already (${source})`, fields };
  const kept = parts.flatMap((part) => part.kept);
  const detail = [
    `restored ${fields.join(', ')} from ${source}`,
    ...parts.flatMap((part) => part.details),
  ].join('; ');
  return { kind: 'restored', detail, fields, ...(kept.length === 0 ? {} : { kept }) };
}

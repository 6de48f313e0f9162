import { ApiError, badRequest, notFound } from '../api/errors.ts';
import {
  parseCategoryId,
  parseDescription,
  parsePrivacy,
  parseTags,
  parseTime,
  parseTitle,
} from '../api/limits.ts';
import { defined } from '../defined.ts';
import { parseCaptions, parseLatency } from '../methods/broadcast-parts.ts';
import { parsePublishAt } from '../methods/video-parts.ts';
import { removeVideo } from '../methods/videos.ts';
import { type BroadcastVideo, isBroadcast } from '../resources/broadcast.ts';
import { completeBroadcast, setStreamActive, startBroadcast } from '../state/life.ts';
import type { VideoRow } from '../state/rows.ts';
import type { World } from '../world.ts';

const DOMAIN = 'studio';

/** An edit in Studio; absent fields do not change. */
export type StudioEdit = {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Another one ends a schedule. */
  readonly privacyStatus?: string | undefined;
  /** Schedules the publication and makes the video private. */
  readonly publishAt?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly defaultLanguage?: string | undefined;
  readonly defaultAudioLanguage?: string | undefined;
  /** All translations. */
  readonly localizations?: VideoRow['localizations'] | undefined;
  readonly selfDeclaredMadeForKids?: boolean | undefined;
  readonly containsSyntheticMedia?: boolean | undefined;
  readonly hasPaidProductPlacement?: boolean | undefined;
  readonly license?: 'youtube' | 'creativeCommon' | undefined;
  readonly embeddable?: boolean | undefined;
  /** A day such as `2026-12-04`. */
  readonly recordingDate?: string | undefined;
  readonly enableDvr?: boolean | undefined;
  readonly closedCaptionsType?: string | undefined;
  readonly scheduledStartTime?: string | undefined;
  readonly latencyPreference?: string | undefined;
  /** Binds the broadcast to another stream. */
  readonly boundStreamId?: string | undefined;
  /** Removes the video from these playlists. */
  readonly leavePlaylists?: readonly string[] | undefined;
  /** Unbinds the broadcast. */
  readonly leaveStream?: true | undefined;
  /** Removes the custom thumbnail. */
  readonly loseThumbnail?: true | undefined;
};

/** A person saves the details page. YouTube's limits apply to people too. */
export function editInStudio(world: World, id: string, edit: StudioEdit): VideoRow {
  const video = leaveStream(editBroadcast(world, readVideo(world, id), edit), edit);
  for (const playlistId of edit.leavePlaylists ?? []) leavePlaylist(world, playlistId, id);
  const { thumbnail, publishAt: _at, ...rest } = video;
  return save(world, 'videos.update', {
    ...rest,
    ...(thumbnail === undefined || edit.loseThumbnail === true ? {} : { thumbnail }),
    ...(edit.title === undefined ? {} : { title: parseTitle(edit.title, DOMAIN) }),
    ...(edit.description === undefined ? {} : { description: parseDescription(edit.description, DOMAIN) }),
    ...(edit.tags === undefined ? {} : { tags: parseTags(edit.tags, DOMAIN) }),
    ...editPublication(world, video, edit),
    ...(edit.categoryId === undefined ? {} : { categoryId: parseCategoryId(edit.categoryId, DOMAIN) }),
    ...(edit.defaultLanguage ? { defaultLanguage: edit.defaultLanguage } : {}),
    ...readSettings(edit),
    ...(edit.scheduledStartTime === undefined
      ? {}
      : { broadcast: reschedule(video, edit.scheduledStartTime) }),
  });
}

function readSettings(edit: StudioEdit): Partial<VideoRow> {
  const { defaultAudioLanguage, selfDeclaredMadeForKids, containsSyntheticMedia } = edit;
  const { hasPaidProductPlacement, license, embeddable, recordingDate, localizations } = edit;
  return defined({
    ...{ defaultAudioLanguage, selfDeclaredMadeForKids, containsSyntheticMedia },
    ...{ hasPaidProductPlacement, license, embeddable, localizations },
    recordingDate: recordingDate === undefined ? undefined : `${recordingDate}T00:00:00Z`,
  });
}

function editPublication(
  world: World,
  { privacyStatus, publishAt }: VideoRow,
  edit: StudioEdit,
): Pick<VideoRow, 'privacyStatus' | 'publishAt'> {
  if (edit.publishAt !== undefined)
    return { privacyStatus: 'private', publishAt: parsePublishAt(edit.publishAt, 'private', world.now()) };
  if (edit.privacyStatus === undefined || edit.privacyStatus === privacyStatus)
    return { privacyStatus, ...defined({ publishAt }) };
  return { privacyStatus: parsePrivacy(edit.privacyStatus, DOMAIN) };
}

function leaveStream(video: VideoRow, edit: StudioEdit): VideoRow {
  if (edit.leaveStream !== true || !isBroadcast(video)) return video;
  const { boundStreamId: _stream, boundAt: _at, ...broadcast } = video.broadcast;
  return { ...video, broadcast: { ...broadcast, lifeCycleStatus: 'created' } };
}

/** A person replaces the thumbnail. */
export function replacePictureInStudio(world: World, id: string, bytes: Buffer): VideoRow {
  const video = readVideo(world, id);
  const kept = world.pictures.keep(bytes);
  if (kept === undefined) throw badRequest('invalidImage', 'Neither a PNG nor a JPEG.', DOMAIN);
  return save(world, 'thumbnails.set', { ...video, ...kept });
}

/** The encoder starts and the broadcast goes live, bound to a stream or not. */
export function goLive(world: World, id: string): VideoRow {
  const video = readBroadcastIn(world, id, ['created', 'ready', 'testing']);
  setStreamActive(world.store, video.broadcast, true);
  return save(world, 'liveBroadcasts.transition', startBroadcast(video, world.now()));
}

/** The broadcast ends and becomes an ordinary video. */
export function endStream(world: World, id: string): VideoRow {
  const video = readBroadcastIn(world, id, ['live', 'testing']);
  setStreamActive(world.store, video.broadcast, false);
  return save(world, 'liveBroadcasts.transition', completeBroadcast(video, world.now()));
}

/** A person deletes the video. */
export function deleteInStudio(world: World, id: string): void {
  readVideo(world, id);
  removeVideo(world, id);
  logStudio(world, 'videos.delete', id);
}

function readVideo({ store }: World, id: string): VideoRow {
  const video = store.video.get(id);
  if (video !== undefined) return video;
  throw notFound('videoNotFound', `There is no video ${id}.`, DOMAIN);
}

function readBroadcastIn(world: World, id: string, states: readonly string[]): BroadcastVideo {
  const video = readVideo(world, id);
  if (isBroadcast(video) && states.includes(video.broadcast.lifeCycleStatus)) return video;
  const state = video.broadcast?.lifeCycleStatus ?? 'no broadcast';
  throw new ApiError(409, 'invalidTransition', `${id} is ${state}, expected ${states.join(', ')}.`, DOMAIN);
}

/** Latency and stream of a broadcast. */
function editBroadcast(
  world: World,
  video: VideoRow,
  { latencyPreference, boundStreamId, enableDvr, closedCaptionsType }: StudioEdit,
): VideoRow {
  if (!isBroadcast(video)) return video;
  if (boundStreamId !== undefined && world.store.stream.get(boundStreamId) === undefined)
    throw notFound('liveStreamNotFound', `There is no stream ${boundStreamId}.`, DOMAIN);
  const { settings } = video.broadcast;
  const changed = {
    ...defined({ enableDvr }),
    ...(latencyPreference === undefined ? {} : { latencyPreference: parseLatency({ latencyPreference }) }),
    ...(closedCaptionsType === undefined
      ? {}
      : { closedCaptionsType: parseCaptions({ closedCaptionsType }) }),
  };
  const bound = defined({ boundStreamId });
  return { ...video, broadcast: { ...video.broadcast, ...bound, settings: { ...settings, ...changed } } };
}

function leavePlaylist({ store }: World, playlistId: string, videoId: string): void {
  for (const item of [...store.item.rows()])
    if (item.playlistId === playlistId && item.videoId === videoId) store.item.remove(item.id);
}

function reschedule(video: VideoRow, value: string): BroadcastVideo['broadcast'] {
  const scheduledStartTime = parseTime(value);
  if (scheduledStartTime === undefined || !isBroadcast(video))
    throw badRequest(
      'invalidScheduledStartTime',
      'Expected a broadcast and a time such as 2026-12-04T17:00:00Z.',
      DOMAIN,
    );
  return { ...video.broadcast, scheduledStartTime };
}

function save(world: World, method: string, video: VideoRow): VideoRow {
  world.store.video.put(video);
  logStudio(world, method, video.id);
  return video;
}

function logStudio(world: World, method: string, videoId: string): void {
  const at = new Date(world.now()).toISOString();
  world.commit({ at, by: 'studio', method, videoId, status: 200, applied: true, units: 0 });
}

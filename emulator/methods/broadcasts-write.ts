import { broadcastBody, parseBody } from '../api/body.ts';
import { badRequest, forbidden, notFound } from '../api/errors.ts';
import { parseCategoryId, parsePrivacy } from '../api/limits.ts';
import { type ApiAnswer, type ApiRequest, readParts, readRequired } from '../api/request.ts';
import { defined } from '../defined.ts';
import {
  BROADCAST_PARTS,
  type BroadcastVideo,
  isBroadcast,
  renderBroadcast,
} from '../resources/broadcast.ts';
import type { World } from '../world.ts';
import {
  assertMayChange,
  assertMonitorSent,
  DOMAIN,
  parseSettings,
  parseTexts,
  parseTimes,
} from './broadcast-parts.ts';
import { newVideo } from './new-video.ts';
import { removeVideo } from './videos.ts';

/** `liveBroadcasts.insert`: not idempotent, each call creates a broadcast and its video. */
export function insertBroadcast(world: World, { query, body, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, BROADCAST_PARTS);
  const { snippet = {}, status, contentDetails } = parseBody(broadcastBody, body);
  const texts = parseTexts(snippet);
  const times = parseTimes(snippet, world.now());
  const video: BroadcastVideo = {
    ...newVideo(world),
    ...defined({ selfDeclaredMadeForKids: world.channel().selfDeclaredMadeForKids }),
    ...texts,
    ...parseStatus(parts.has('status') ? (status ?? {}) : {}),
    categoryId: parseCategory(snippet),
    broadcast: {
      lifeCycleStatus: 'created',
      ...times,
      settings: parseSettings(parts.has('contentDetails') ? (contentDetails ?? {}) : {}),
    },
  };
  world.store.video.put(video);
  return renderBroadcastAnswer(world, origin, video, parts);
}

/** `liveBroadcasts.update`: replaces each named part, as far as the state allows. */
export function updateBroadcast(world: World, { query, body, origin }: ApiRequest): ApiAnswer {
  const parts = readParts(query, BROADCAST_PARTS);
  const { id, snippet = {}, status = {}, contentDetails = {} } = parseBody(broadcastBody, body);
  if (id === undefined || id === '') throw badRequest('idRequired', 'Broadcast id is required', DOMAIN);
  let video = readBroadcast(world, id);
  if (parts.has('snippet')) video = replaceSnippet(video, snippet, world.now());
  if (parts.has('status')) video = { ...dropStatus(video), ...parseStatus(status) };
  if (parts.has('contentDetails')) {
    assertMonitorSent(contentDetails);
    video = { ...video, broadcast: { ...video.broadcast, settings: parseSettings(contentDetails) } };
  }
  assertMayChange(readBroadcast(world, id).broadcast, video.broadcast);
  world.store.video.put(video);
  return renderBroadcastAnswer(world, origin, video, parts);
}

/** `liveBroadcasts.delete`: only in state created or ready. */
export function deleteBroadcast(world: World, { query }: ApiRequest): ApiAnswer {
  const { id, broadcast } = readBroadcast(world, readRequired(query, 'id'));
  if (broadcast.lifeCycleStatus !== 'created' && broadcast.lifeCycleStatus !== 'ready')
    throw forbidden(
      'liveBroadcastDeletionNotAllowed',
      'Broadcast cannot be deleted in its current status.',
      DOMAIN,
    );
  removeVideo(world, id);
  return { status: 204, videoId: id };
}

export function readBroadcast({ store }: World, id: string): BroadcastVideo {
  const video = store.video.get(id);
  if (video !== undefined && isBroadcast(video)) return video;
  throw notFound('liveBroadcastNotFound', 'Broadcast not found', DOMAIN);
}

export function renderBroadcastAnswer(
  world: World,
  origin: string,
  video: BroadcastVideo,
  parts: ReadonlySet<string>,
): ApiAnswer {
  return { body: renderBroadcast({ origin, channel: world.channel() }, video, parts), videoId: video.id };
}

type Status = { privacyStatus?: string | undefined; selfDeclaredMadeForKids?: boolean | undefined };

function parseStatus({ privacyStatus, selfDeclaredMadeForKids }: Status) {
  if (privacyStatus === undefined)
    throw badRequest('privacyStatusRequired', 'Privacy status is required', DOMAIN);
  const kids = defined({ selfDeclaredMadeForKids });
  return { privacyStatus: parsePrivacy(privacyStatus, DOMAIN), ...kids };
}

function dropStatus(video: BroadcastVideo): BroadcastVideo {
  const { selfDeclaredMadeForKids: _kids, publishAt: _at, ...kept } = video;
  return kept;
}

function replaceSnippet(
  video: BroadcastVideo,
  sent: Parameters<typeof parseTimes>[0] & { readonly categoryId?: string | undefined },
  now: number,
): BroadcastVideo {
  const { scheduledEndTime: _end, ...broadcast } = video.broadcast;
  const times = parseTimes(sent, now, broadcast.scheduledStartTime);
  return {
    ...video,
    ...parseTexts(sent),
    categoryId: parseCategory(sent),
    broadcast: { ...broadcast, ...times },
  };
}

/** YouTube's default where none is sent. */
function parseCategory({ categoryId }: { readonly categoryId?: string | undefined }): string {
  return categoryId === undefined ? '22' : parseCategoryId(categoryId, DOMAIN);
}

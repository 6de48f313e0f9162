import { ApiError, badRequest } from '../api/errors.ts';
import { parseDescription, parseTags, parseTitle } from '../api/limits.ts';
import { defined } from '../defined.ts';
import { parseSettings } from '../methods/broadcast-parts.ts';
import { FOLLOWS, type UploadedPicture } from '../state/pictures.ts';
import type { Broadcast, VideoRow } from '../state/rows.ts';
import { renderTime } from '../state/time.ts';
import type { World } from '../world.ts';
import type { SeededVideo } from './seed-body.ts';

const DOMAIN = 'seed';

/** The row of a seeded video, with YouTube's limits and normalisation of texts. */
export function renderSeededRow(world: World, seeded: SeededVideo, order: number): VideoRow {
  const { id, categoryId, privacyStatus, selfDeclaredMadeForKids, durationSeconds } = seeded;
  const { defaultLanguage, defaultAudioLanguage, license, embeddable } = seeded;
  const { containsSyntheticMedia, hasPaidProductPlacement, recordingDate: day } = seeded;
  return {
    ...{ id, order, categoryId, privacyStatus, selfDeclaredMadeForKids, durationSeconds },
    ...parseTexts(seeded),
    ...defined({ defaultLanguage, defaultAudioLanguage, publishAt: parsePublication(seeded) }),
    ...defined({ localizations: seeded.localizations, containsSyntheticMedia, hasPaidProductPlacement }),
    ...(day === undefined ? {} : { recordingDate: `${day}T00:00:00Z` }),
    ...readThumbnail(world, seeded),
    ...{ license, embeddable, publicStatsViewable: true, visibleAt: 0 },
    publishedAt: renderTime(parseMoment(seeded.publishedAt ?? seeded.actualStartTime, world.now())),
    ...renderBroadcast(world, seeded),
  };
}

function parseTexts({
  id,
  title,
  description,
  tags,
  asStored,
}: SeededVideo): Pick<VideoRow, 'title' | 'description' | 'tags'> {
  if (asStored) return { title, description, tags };
  try {
    return {
      title: parseTitle(title, DOMAIN),
      description: parseDescription(description, DOMAIN),
      tags: parseTags(tags, DOMAIN),
    };
  } catch (error) {
    if (error instanceof ApiError) throw badRequest(error.reason, `${id}: ${error.message}`, DOMAIN);
    throw error;
  }
}

function renderBroadcast(world: World, seeded: SeededVideo): { readonly broadcast?: Broadcast } {
  const { scheduledStartTime, actualStartTime, enableDvr, closedCaptionsType, latencyPreference } = seeded;
  const settings = parseSettings({
    enableAutoStart: true,
    ...defined({ enableDvr, closedCaptionsType, latencyPreference }),
  });
  if (actualStartTime !== undefined)
    return { broadcast: { ...renderFinished(world, seeded, Date.parse(actualStartTime)), settings } };
  if (scheduledStartTime === undefined) return {};
  return {
    broadcast: {
      lifeCycleStatus: 'created',
      scheduledStartTime: renderTime(Date.parse(scheduledStartTime)),
      settings,
    },
  };
}

function renderFinished({ store }: World, seeded: SeededVideo, start: number): Omit<Broadcast, 'settings'> {
  const [stream] = store.stream.rows();
  return {
    lifeCycleStatus: 'complete',
    scheduledStartTime: renderTime(parseMoment(seeded.scheduledStartTime, start)),
    actualStartTime: renderTime(start),
    actualEndTime: renderTime(parseMoment(seeded.actualEndTime, start + seeded.durationSeconds * 1000)),
    ...(stream === undefined ? {} : { boundStreamId: stream.id }),
  };
}

/** A schedule that has passed is published by the next request. */
function parsePublication({ id, publishAt, privacyStatus }: SeededVideo): string | undefined {
  if (publishAt === undefined) return undefined;
  if (privacyStatus === 'private') return renderTime(Date.parse(publishAt));
  throw badRequest('invalidPublishAt', `${id}: only a private video has a publishAt.`, DOMAIN);
}

function parseMoment(time: string | undefined, otherwise: number): number {
  return time === undefined ? otherwise : Date.parse(time);
}

const readThumbnail = (
  world: World,
  { id, thumbnailBase64, thumbnailFollows }: SeededVideo,
): Partial<UploadedPicture> => {
  if (thumbnailBase64 !== undefined) return storePicture(world, id, thumbnailBase64);
  return thumbnailFollows === true ? { thumbnail: FOLLOWS } : {};
};

export function storePicture(world: World, id: string, base64: string): UploadedPicture {
  const kept = world.pictures.keep(Buffer.from(base64, 'base64'));
  if (kept !== undefined) return kept;
  throw badRequest('invalidImage', `${id}: thumbnailBase64 is neither a PNG nor a JPEG.`, DOMAIN);
}

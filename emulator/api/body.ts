import { z } from 'zod';
import { badRequest } from './errors.ts';

const text = z.string().optional();
/** Google's parser also takes a boolean and a number as a text. */
const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
  .optional();
const count = z
  .union([
    z.int32(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .pipe(z.int().nonnegative())
  .optional();
const part = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.looseObject(shape).optional();
const privacy = { privacyStatus: text };

/** Checks types only. Each method checks values and limits, with YouTube's reasons. */
export const videoBody = z.looseObject({
  id: text,
  snippet: part({
    title: text,
    description: text,
    tags: z.array(z.string()).optional(),
    categoryId: text,
    defaultLanguage: text,
    defaultAudioLanguage: text,
  }),
  status: part({
    ...privacy,
    publishAt: text,
    license: text,
    embeddable: flag,
    publicStatsViewable: flag,
    selfDeclaredMadeForKids: flag,
    containsSyntheticMedia: flag,
  }),
  localizations: z.record(z.string(), z.looseObject({ title: text, description: text })).optional(),
  recordingDetails: part({ recordingDate: text }),
  paidProductPlacementDetails: part({ hasPaidProductPlacement: flag }),
});

export const broadcastBody = z.looseObject({
  id: text,
  snippet: part({
    title: text,
    description: text,
    scheduledStartTime: text,
    scheduledEndTime: text,
    categoryId: text,
  }),
  status: part({ ...privacy, selfDeclaredMadeForKids: flag }),
  contentDetails: part({
    enableAutoStart: flag,
    enableAutoStop: flag,
    enableClosedCaptions: flag,
    enableContentEncryption: flag,
    enableDvr: flag,
    enableEmbed: flag,
    enableLowLatency: flag,
    recordFromStart: flag,
    startWithSlate: flag,
    closedCaptionsType: text,
    latencyPreference: text,
    projection: text,
    monitorStream: part({
      enableMonitorStream: flag,
      broadcastStreamDelayMs: count,
    }),
  }),
});

export const streamBody = z.looseObject({
  id: text,
  snippet: part({ title: text, description: text }),
  cdn: part({ ingestionType: text, resolution: text, frameRate: text }),
  contentDetails: part({ isReusable: flag }),
});

export const channelBody = z.looseObject({
  id: text,
  brandingSettings: part({
    channel: part({
      title: text,
      description: text,
      keywords: text,
      country: text,
      defaultLanguage: text,
      unsubscribedTrailer: text,
    }),
  }),
  status: part({ selfDeclaredMadeForKids: flag }),
});

export const playlistBody = z.looseObject({
  id: text,
  snippet: part({ title: text, description: text }),
  status: part(privacy),
});

export const playlistItemBody = z.looseObject({
  id: text,
  snippet: part({
    playlistId: text,
    position: count,
    resourceId: part({ kind: text, videoId: text }),
  }),
  contentDetails: part({ note: text }),
});

/** The resource in the body; otherwise 400 in the words of Google's front end. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = ['resource', ...(issue?.path ?? [])].join('.');
  throw badRequest('badRequest', `Invalid value at '${path}': ${issue?.message ?? 'unknown'}`);
}

/** JSON null means "not sent". */
export function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(kept.map(([key, inner]) => [key, dropNulls(inner)]));
}

import { z } from 'zod';

const time = z.iso.datetime({ offset: true });

const seededVideo = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  description: z.string().default(''),
  tags: z.array(z.string()).default([]),
  categoryId: z.string().default('28'),
  privacyStatus: z.enum(['public', 'unlisted', 'private']).default('public'),
  publishAt: time.optional(),
  defaultLanguage: z.string().optional(),
  defaultAudioLanguage: z.string().optional(),
  selfDeclaredMadeForKids: z.boolean().default(false),
  containsSyntheticMedia: z.boolean().optional(),
  hasPaidProductPlacement: z.boolean().optional(),
  license: z.enum(['youtube', 'creativeCommon']).default('youtube'),
  embeddable: z.boolean().default(true),
  /** `2026-12-04` */
  recordingDate: z.iso.date().optional(),
  /** Of a stream, as `contentDetails` has them. */
  enableDvr: z.boolean().optional(),
  closedCaptionsType: z
    .enum(['closedCaptionsDisabled', 'closedCaptionsEmbedded', 'closedCaptionsHttpPost'])
    .optional(),
  latencyPreference: z.enum(['normal', 'low', 'ultraLow']).optional(),
  publishedAt: time.optional(),
  scheduledStartTime: time.optional(),
  actualStartTime: time.optional(),
  actualEndTime: time.optional(),
  durationSeconds: z.int().nonnegative().default(3600),
  thumbnailBase64: z.string().optional(),
  /** It has a custom thumbnail, whose bytes come later, in `thumbnails`. */
  thumbnailFollows: z.literal(true).optional(),
  playlists: z.array(z.string()).default([]),
  localizations: z
    .record(z.string(), z.strictObject({ title: z.string(), description: z.string() }))
    .optional(),
  /** The texts are stored as they are, as if from a time before today's limits and normalisation. */
  asStored: z.boolean().default(false),
});

/** The body of `POST /_/seed`. With `actualStartTime` a finished stream, with only `scheduledStartTime` an upcoming one, with neither a plain upload. */
export const seedBody = z.strictObject({
  channel: z
    .strictObject({ id: z.string().length(24).startsWith('UC').optional(), title: z.string().optional() })
    .optional(),
  streams: z.array(z.string()).default([]),
  playlists: z.array(z.strictObject({ id: z.string().min(1), title: z.string() })).default([]),
  videos: z.array(seededVideo).default([]),
  /** Thumbnails that follow; without bytes the video has none. */
  thumbnails: z.array(z.strictObject({ id: z.string(), thumbnailBase64: z.string().optional() })).default([]),
  /** A channel that people filled by hand, with every oddity of real ones. */
  handWritten: z
    .strictObject({
      videos: z.int().min(0).max(10_000).default(400),
      playlists: z.int().min(0).max(200).default(10),
      upcoming: z.int().min(0).max(50).default(4),
    })
    .optional(),
});

export type Seed = z.infer<typeof seedBody>;
export type SeededVideo = Seed['videos'][number];

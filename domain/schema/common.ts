import { z } from 'zod';

/** Seconds of `90m`, `1h30m`, `-92s`, `1h 5m 10s`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(-)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?\s*(?:(\d+)s)?$/.exec(text.trim());
  if (match === null || (match[2] ?? match[3] ?? match[4]) === undefined) return undefined;
  const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -seconds : seconds;
}

/** Seconds of `1:02:03`, `02:03`; undefined for anything else. */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[1] ?? 0), Number(match[2]), Number(match[3])];
  if (seconds > 59 || (match[1] !== undefined && minutes > 59)) return undefined;
  return hours * 3600 + minutes * 60 + seconds;
}

const id = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

export const guestId = z
  .string()
  .regex(id, 'the name of a file in guests/')
  .meta({
    description: 'The name of a file in guests/, without extension.',
    examples: ['guinevere-saenger'],
  });
export const showId = z
  .string()
  .regex(id, 'the name of a file in shows/')
  .meta({ description: 'The name of a file in shows/, without extension.', examples: ['klustered'] });
export const sponsorId = z
  .string()
  .regex(id, 'the name of a file in sponsors/')
  .meta({ description: 'The name of a file in sponsors/, without extension.', examples: ['example-cloud'] });
export const videoId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{11}$/, 'an id of a YouTube video, 11 characters')
  .meta({ description: 'The id of a YouTube video.', examples: ['K72fOdbxXu8'] });
export const playlistId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{2,64}$/, 'an id of a YouTube playlist')
  .meta({ description: 'The id of a YouTube playlist.', examples: ['PLz0t90fOInA5IyhoT96WhycPV8Km-WICj'] });
export const url = z
  .url({ protocol: /^https?$/, error: 'a URL with http or https' })
  .meta({ description: 'A URL with http or https.', examples: ['https://example.org'] });
export const text = z.string().min(1, 'a text that is not empty');
/** A path inside the repository: it cannot climb out, and names a format that can be drawn. */
export const picture = z
  .string()
  .regex(
    /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+\.([pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP]|[aA][vV][iI][fF])$/,
    'the path of a picture (png, jpg, webp or avif) without ".."',
  );
export const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as "#0b132b"')
  .meta({ description: 'A colour, six hex digits.', examples: ['#0b132b'] });

export const duration = z
  .string()
  .refine((value) => parseDuration(value) !== undefined, 'a duration such as 90m or 1h30m')
  .transform((value) => parseDuration(value) ?? 0)
  .meta({ description: 'A duration in hours, minutes and seconds.', examples: ['90m', '1h30m', '-92s'] });

export const privacy = z
  .enum(['public', 'unlisted', 'private'])
  .meta({ description: 'Who may watch.', examples: ['public'] });

/** One word means the same before and after the stream. */
export const visibility = z
  .union([privacy, z.strictObject({ live: privacy, after: privacy })])
  .transform((value) => (typeof value === 'string' ? { live: value, after: value } : value))
  .meta({
    description: 'Who may watch, while it is live and afterwards.',
    examples: ['public', { live: 'public', after: 'unlisted' }],
  });

export const latency = z
  .enum(['normal', 'low', 'ultraLow'])
  .meta({ description: "YouTube's latency preference.", examples: ['low'] });
export const categoryId = z
  .number()
  .int()
  .min(1)
  .max(999)
  .meta({ description: 'The number of a YouTube category.', examples: [28] });
export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or pt-BR')
  .meta({ description: 'A BCP 47 language tag.', examples: ['en'] });
export const tags = z
  .array(text)
  .meta({ description: 'Tags of the video. Absent: not ours; empty: empty it.', examples: [['kubernetes']] });
export const playlists = z.array(playlistId).meta({
  description: 'Playlists that hold the video.',
  examples: [['PLz0t90fOInA5IyhoT96WhycPV8Km-WICj']],
});
export const vars = z
  .record(z.string(), z.unknown())
  .meta({ description: 'Free keys, for templates only.', examples: [{ level: 'advanced' }] });

export const manage = z.enum(['observe', 'new', 'full']).meta({
  description: 'observe: look and report; new: only what we created; full: everything the content names.',
  examples: ['full'],
});
const ownership = z.enum(['full', 'seed', 'keep']);
/** Fields of a video that may be owned in part. */
export const fields = z
  .strictObject({
    title: ownership.optional(),
    description: ownership.optional(),
    tags: ownership.optional(),
    category: ownership.optional(),
    language: ownership.optional(),
    start: ownership.optional(),
    latency: ownership.optional(),
    stream: ownership.optional(),
    visibility: ownership.optional(),
    playlists: ownership.optional(),
    thumbnail: ownership.optional(),
  })
  .meta({
    description: 'Who owns a field. full: we do; seed: at creation only; keep: never touched.',
    examples: [{ tags: 'full', visibility: 'seed' }],
  });

export const block = z.enum(['text', 'sponsors', 'guests', 'chapters', 'links', 'neighbours', 'footer']);
export const overflow = z.array(block).meta({
  description: 'Blocks that may be dropped, in this order, when a description is too long.',
  examples: [['links']],
});

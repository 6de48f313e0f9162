import { z } from 'zod';
import { isDateTime } from '../parse-start.ts';
import {
  categoryId,
  duration,
  fields,
  guestId,
  language,
  latency,
  manage,
  overflow,
  parseTimestamp,
  picture,
  playlists,
  showId,
  sponsorId,
  tags,
  text,
  url,
  vars,
  videoId,
  visibility,
} from './common.ts';

const guestRef = z
  .union([
    guestId,
    z.strictObject({
      id: guestId,
      as: text.optional().meta({ description: 'A role in this episode.', examples: ['Team Talos'] }),
      // biome-ignore lint/suspicious/noThenProperty: the content format's word, and never awaited: a string or an object is no thenable.
      then: z
        .strictObject({ name: text.optional(), of: text.optional(), role: text.optional() })
        .optional()
        .meta({
          description: "What was true on that day: printed instead of the record's, never rewritten.",
          examples: [{ of: 'Kinvolk', role: 'Director' }],
        }),
    }),
  ])
  .transform((value) => (typeof value === 'string' ? { id: value } : value))
  .meta({
    description: 'A guest, by id, perhaps with a role.',
    examples: ['thilo-fromm', { id: 'thilo-fromm', as: 'Team Talos' }],
  });

const link = z
  .union([url, z.strictObject({ title: text.optional(), url })])
  .transform((value) => (typeof value === 'string' ? { url: value } : value))
  .meta({
    description: 'A link, perhaps with a title.',
    examples: ['https://talos.dev', { title: 'Slides', url: 'https://example.org/slides' }],
  });

const chapter = z
  .strictObject({
    time: z
      .string()
      .refine((value) => parseTimestamp(value) !== undefined, 'a time such as "01:55" or "1:02:03"')
      .transform((value) => parseTimestamp(value) ?? 0),
    title: text,
  })
  .transform(({ time, title }) => ({ seconds: time, title }))
  .meta({
    description: 'A chapter: where it starts and what it is called.',
    examples: [{ time: '00:00', title: 'Introductions' }],
  });

const thumbnail = z
  .union([
    z.literal('keep'),
    z
      .strictObject({ file: picture.optional(), title: text.optional(), template: text.optional() })
      .refine(
        ({ file, title, template }) => file === undefined || (title ?? template) === undefined,
        'either a file, or a title and a template',
      )
      .transform(({ file, ...drawn }) => (file === undefined ? drawn : { file })),
  ])
  .meta({
    description: 'How the thumbnail is made: drawn, a file of the repository, or kept as it is on YouTube.',
    examples: [{ title: 'Red Hat vs Talos', template: 'versus' }, { file: 'thumbs/teams-1.png' }, 'keep'],
  });

/** Local times get their zone from the show (`timezone:`). */
const scheduledFor = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?$/, {
    error: 'a date and time such as 2026-12-04T17:00:00Z',
    abort: true,
  })
  .refine(isDateTime, 'a date and time that the calendar has')
  .meta({
    description: "When the stream starts. A zone is required, here or as the show's timezone.",
    examples: ['2026-12-04T17:00:00Z'],
  });

/** `episodes/**.yaml`: see docs/content.md. */
export const episodeSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:[-_./][a-z0-9]+)*$/, 'an id such as klustered/teams-1')
    .optional()
    .meta({
      description: 'Pins the id when the file moves. Absent: the path without extension.',
      examples: ['klustered/teams-1'],
    }),
  title: text.meta({
    description: 'The title; the show may wrap it.',
    examples: ['Red Hat vs. Talos Systems'],
  }),
  show: showId.optional(),
  number: z
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Number within the show.', examples: [12] }),
  kind: z
    .enum(['live', 'video', 'none'])
    .default('live')
    .meta({
      description:
        'live: a stream; video: an upload that exists (needs youtube.videoId); none: not on YouTube.',
      examples: ['live'],
    }),
  scheduledFor: scheduledFor.optional(),
  duration: duration.optional(),
  hosts: z
    .array(guestId)
    .optional()
    .meta({ description: "Replaces the show's hosts.", examples: [['rawkode']] }),
  guests: z
    .array(guestRef)
    .default([])
    .meta({ description: '0 to many; order is kept.', examples: [['guinevere-saenger']] }),
  sponsors: z
    .array(sponsorId)
    .default([])
    .meta({ description: 'Sponsors, in order.', examples: [['example-cloud']] }),
  description: z
    .string()
    .optional()
    .meta({ description: "The description's own text.", examples: ['Two teams, two broken clusters.'] }),
  links: z
    .array(link)
    .default([])
    .meta({ description: 'Links of the description.', examples: [['https://talos.dev']] }),
  chapters: z
    .array(chapter)
    .default([])
    .meta({
      description: 'Usually committed after the stream.',
      examples: [[{ time: '00:00', title: 'Introductions' }]],
    }),
  chapterOffset: duration.optional().meta({
    description: 'Added to every chapter: the recording was trimmed at its start.',
    examples: ['-92s'],
  }),
  tags: tags.optional(),
  visibility: visibility.optional(),
  thumbnail: thumbnail.optional(),
  stream: text
    .optional()
    .meta({ description: "One of the academy's streams, by our name for it.", examples: ['main'] }),
  latency: latency.optional(),
  youtube: z
    .strictObject({
      videoId: videoId.optional(),
      replaces: z
        .array(videoId)
        .default([])
        .meta({
          description: 'Videos that this one stands for now; they are never written again.',
          examples: [[]],
        }),
      categoryId: categoryId.optional(),
      language: language.optional(),
      playlists: playlists.optional(),
    })
    .optional()
    .meta({
      description: 'What only YouTube knows. videoId adopts a video.',
      examples: [{ videoId: 'K72fOdbxXu8' }],
    }),
  vars: vars.optional(),
  aliases: z
    .array(text)
    .default([])
    .meta({ description: 'Former ids.', examples: [['klustered/team-1']] }),
  status: z
    .enum(['draft', 'scheduled', 'cancelled'])
    .default('scheduled')
    .meta({ description: 'draft: not yet on YouTube; cancelled: called off.', examples: ['scheduled'] }),
  manage: manage.optional(),
  fields: fields.optional(),
  overflow: overflow.optional(),
});

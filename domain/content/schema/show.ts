import { z } from 'zod';
import { isZone } from '../../shared/start-time.ts';
import {
  categoryId,
  duration,
  fields,
  guestId,
  language,
  latency,
  list,
  manage,
  marker,
  matching,
  overflow,
  playlists,
  prose,
  stream,
  tags,
  text,
  vars,
  visibility,
} from './common.ts';
import { CONTENT_LIMITS } from './limits.ts';
import { showThumbnail } from './thumbnail.ts';
import { showTranslations } from './translations.ts';
import { streamSettings, videoSettings } from './video-settings.ts';

const weekday = z
  .enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
  .meta({ description: 'A day of the week.', examples: ['Thursday'] });

/** `shows/*.yaml`: keys apply at all times; `defaults` apply only at creation. docs/content-reference.md is generated from this. */
export const showSchema = z.strictObject({
  name: text.meta({ description: 'The name of the show, as printed.', examples: ['Klustered'] }),
  hosts: list(guestId, CONTENT_LIMITS.people)
    .default([])
    .meta({ description: 'Hosts, by guest id.', examples: [['rawkode']] }),
  title: text.optional().meta({
    description: 'Liquid template for every title. Absent: the title of the episode.',
    examples: ['{{ episode.title }} | {{ show.name }}'],
  }),
  description: prose.optional().meta({
    description:
      'Liquid template for every description: a file in the repository whose name ends in .liquid, or the template itself. Absent: the template of the academy, else the built-in layout.',
    examples: ['templates/description.liquid'],
  }),
  localizations: showTranslations.optional(),
  tags: tags.optional().meta({
    description: 'Tags of every video of the show. Absent everywhere: not ours; an empty list: empty it.',
    examples: [['klustered', 'kubernetes']],
  }),
  playlists: playlists.optional().meta({
    description: 'Playlists that contain every video of the show, by id.',
    examples: [['PLz0t90fOInA5IyhoT96WhycPV8Km-WICj']],
  }),
  categoryId: categoryId.optional(),
  language: language.optional(),
  ...videoSettings,
  ...streamSettings,
  visibility: visibility.optional(),
  thumbnail: showThumbnail.optional(),
  timezone: text
    .refine(isZone, 'an IANA time zone such as Europe/London')
    .optional()
    .meta({ description: 'IANA time zone of local times in episodes.', examples: ['Europe/London'] }),
  neighbours: z
    .enum(['page', 'youtube', 'none'])
    .default('page')
    .meta({
      description:
        'Which address of the previous and the next episode descriptions print; none for a show whose episodes have nothing to do with each other.',
      examples: ['youtube'],
      enumDescriptions: [
        'the page of the academy (episodeUrl)',
        'the video where its file names it, else the page',
        'neither is printed',
      ],
    }),
  follow: prose.optional().meta({
    description: 'A block of every description of the show, before the footer: where to follow it.',
    examples: ['Follow Klustered: https://bsky.app/profile/klustered.example'],
  }),
  schedule: z
    .strictObject({
      every: z.union([weekday, list(weekday, 7).min(1)]).meta({
        description: 'The day of the week, or several.',
        examples: ['Thursday', ['Tuesday', 'Thursday']],
      }),
      at: matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "18:00"').meta({
        description: "When a stream starts, in the show's timezone, in summer and in winter.",
        examples: ['18:00'],
      }),
    })
    .optional()
    .meta({
      description:
        'When the show is on air. `npx showrunner new episode` takes the next free slot; it changes no episode.',
      examples: [{ every: 'Thursday', at: '18:00' }],
    }),
  defaults: z
    .strictObject({
      duration: duration.optional().meta({
        description: 'The planned length of a stream. Absent: one hour.',
        examples: ['90m', '1h30m'],
      }),
      visibility: visibility.optional(),
      categoryId: categoryId.optional(),
      language: language.optional(),
      playlists: playlists.optional(),
      stream: stream.optional(),
      latency: latency.optional(),
      ...videoSettings,
      ...streamSettings,
    })
    .optional()
    .meta({
      description:
        'Values for keys that an episode does not have; used when its stream is created and never again.',
      examples: [{ duration: '90m', visibility: 'public' }],
    }),
  vars: vars.optional(),
  manage: manage.optional(),
  marker: marker.optional(),
  fields: fields.optional(),
  overflow: overflow.optional(),
});

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
  overflow,
  playlists,
  prose,
  showTranslations,
  stream,
  streamSettings,
  tags,
  text,
  vars,
  videoSettings,
  visibility,
} from './common.ts';
import { CONTENT_LIMITS } from './limits.ts';
import { showThumbnail } from './thumbnail.ts';

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

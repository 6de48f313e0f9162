import { z } from 'zod';
import { isZone } from '../parse-start.ts';
import {
  categoryId,
  colour,
  duration,
  fields,
  guestId,
  language,
  latency,
  manage,
  overflow,
  playlists,
  tags,
  text,
  vars,
  visibility,
} from './common.ts';

/** `shows/*.yaml`: what stands here is always true; `defaults` only fill in at creation. See docs/content.md. */
export const showSchema = z.strictObject({
  name: text.meta({ description: 'The name of the show.', examples: ['Klustered'] }),
  hosts: z
    .array(guestId)
    .default([])
    .meta({ description: 'Hosts, by guest id.', examples: [['rawkode']] }),
  title: text.optional().meta({
    description: 'Liquid template of the title.',
    examples: ['{{ episode.title }} | {{ show.name }}'],
  }),
  description: text.optional().meta({
    description: 'A template file (ends in .liquid) or the template itself. Absent: the built-in layout.',
    examples: ['templates/description.liquid'],
  }),
  tags: tags.optional(),
  playlists: playlists.optional(),
  categoryId: categoryId.optional(),
  language: language.optional(),
  visibility: visibility.optional(),
  thumbnail: z
    .strictObject({
      template: text.optional(),
      background: z
        .union([colour, z.array(colour).min(1)])
        .transform((value) => (typeof value === 'string' ? [value] : value))
        .optional(),
      accent: colour.optional(),
    })
    .optional()
    .meta({
      description: 'How thumbnails of this show look.',
      examples: [{ template: 'versus', background: ['#0b132b', '#1c2541'], accent: '#5bc0be' }],
    }),
  timezone: text
    .refine(isZone, 'an IANA time zone such as Europe/London')
    .optional()
    .meta({ description: 'IANA zone of local times.', examples: ['Europe/London'] }),
  defaults: z
    .strictObject({
      duration: duration.optional(),
      visibility: visibility.optional(),
      categoryId: categoryId.optional(),
      language: language.optional(),
      playlists: playlists.optional(),
      stream: text.optional(),
      latency: latency.optional(),
    })
    .optional()
    .meta({
      description: 'Fill in at creation only.',
      examples: [{ duration: '90m', visibility: 'public' }],
    }),
  vars: vars.optional(),
  manage: manage.optional(),
  fields: fields.optional(),
  overflow: overflow.optional(),
});

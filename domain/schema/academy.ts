import { z } from 'zod';
import { isMarkerForm } from '../episode-url.ts';
import { fields, manage, overflow, text, url } from './common.ts';

const template = text.refine(isMarkerForm, 'a URL whose path holds {{ episode.id }}');
const units = z.number().int().min(0);

/** `academy.yaml`: the academy's own settings. See docs/content.md. */
export const academySchema = z.strictObject({
  name: text.meta({ description: 'The name of the academy.', examples: ['Example Academy'] }),
  channelId: z
    .string()
    .regex(/^UC[A-Za-z0-9_-]{22}$/, 'an id of a YouTube channel: UC and 22 characters')
    .meta({ description: 'The YouTube channel.', examples: ['UCxxxxxxxxxxxxxxxxxxxxxx'] }),
  episodeUrl: template.optional().meta({
    description: 'The canonical URL of an episode: the marker.',
    examples: ['https://academy.example/watch/{{ episode.id }}'],
  }),
  formerEpisodeUrls: z
    .array(template)
    .default([])
    .meta({
      description: 'Former forms of episodeUrl, still recognised.',
      examples: [['https://old.example/{{ episode.id }}']],
    }),
  footer: text.optional().meta({
    description: 'The last block of every built-in description.',
    examples: ['Subscribe for more.'],
  }),
  streams: z
    .record(z.string(), text)
    .default({})
    .meta({
      description: 'Our name for a stream, and the title of the liveStream on YouTube. Keys are never shown.',
      examples: [{ main: 'Main encoder' }],
    }),
  manage: manage,
  fields: fields.optional(),
  overflow: overflow.optional(),
  quota: z
    .strictObject({ perDay: units.default(10_000), reserve: units.default(2000) })
    .default({ perDay: 10_000, reserve: 2000 })
    .meta({
      description: 'Units a day, and the part that rewrites never touch.',
      examples: [{ perDay: 10000, reserve: 2000 }],
    }),
  approval: z
    .strictObject({
      episodes: units.default(25),
      percent: units.max(100).default(30),
      units: units.default(2500),
    })
    .default({ episodes: 25, percent: 30, units: 2500 })
    .meta({
      description: 'A larger rewrite waits for a person.',
      examples: [{ episodes: 25, percent: 30, units: 2500 }],
    }),
  drift: z
    .enum(['report', 'overwrite'])
    .default('report')
    .meta({ description: 'What happens when a person edited on YouTube.', examples: ['report'] }),
  url: url.optional(),
});

/** `sponsors/*.yaml` */
export const sponsorSchema = z.strictObject({
  name: text.meta({ description: 'The name as printed.', examples: ['Example Cloud'] }),
  url: url.optional(),
  message: text.optional().meta({ description: 'One sentence.', examples: ['Clusters in a minute.'] }),
});

import { z } from 'zod';
import { isMarkerForm } from '../../shared/episode-url.ts';
import { fields, list, manage, marker, matching, overflow, prose, text, url } from './common.ts';
import { CONTENT_LIMITS } from './limits.ts';
import { notify } from './notify.ts';
import { academyTranslations } from './translations.ts';
import { streamSettings, videoSettings } from './video-settings.ts';

const template = text
  .max(CONTENT_LIMITS.url)
  .refine(isMarkerForm, 'a URL whose path contains {{ episode.id }}');
const count = z.number().int().min(0);

/** `academy.yaml`: the academy's own settings. docs/content-reference.md is generated from this. */
export const academySchema = z.strictObject({
  name: text.meta({ description: 'The name of the academy.', examples: ['Example Academy'] }),
  channelId: matching(/^UC[A-Za-z0-9_-]{22}$/, 'an id of a YouTube channel: UC and 22 characters').meta({
    description: 'The YouTube channel: UC and 22 characters.',
    examples: ['UCxxxxxxxxxxxxxxxxxxxxxx'],
  }),
  episodeUrl: template.optional().meta({
    description:
      'The URL of an episode, with {{ episode.id }} in its path: the marker in every description. Absent: the word Episode and the id.',
    examples: ['https://academy.example/watch/{{ episode.id }}'],
  }),
  formerEpisodeUrls: list(
    template.meta({
      description: 'A former form of episodeUrl.',
      examples: ['https://old.example/{{ episode.id }}'],
    }),
    CONTENT_LIMITS.formerEpisodeUrls,
  )
    .default([])
    .meta({
      description: 'Former forms of episodeUrl, still recognised.',
      examples: [['https://old.example/{{ episode.id }}']],
    }),
  description: prose.optional().meta({
    description:
      'Liquid template for descriptions of shows without a template of their own: a file in the repository whose name ends in .liquid, or the template itself. Absent: the built-in layout.',
    examples: ['templates/description.liquid'],
  }),
  footer: prose.optional().meta({
    description: 'The last block of every built-in description.',
    examples: ['Subscribe for more.'],
  }),
  localizations: academyTranslations.optional(),
  streams: z
    .record(
      z.string(),
      text.meta({ description: 'The title of the liveStream on YouTube.', examples: ['Main encoder'] }),
    )
    .default({})
    .meta({
      description:
        'A short name for each stream, and the title of its liveStream on YouTube. Stream keys are never shown.',
      examples: [{ main: 'Main encoder' }],
    }),
  manage: manage.meta({
    description: 'How much Showrunner may write; a show or an episode may override it.',
    examples: ['observe'],
  }),
  marker: marker.optional(),
  ...videoSettings,
  ...streamSettings,
  fields: fields.optional(),
  overflow: overflow.optional(),
  descriptionLimit: z
    .enum(['bytes', 'characters'])
    .default('bytes')
    .meta({
      description:
        "What YouTube's limit of 5,000 for a description counts. Its documents say both; bytes are safe.",
      examples: ['bytes'],
      enumDescriptions: ['bytes of UTF-8: "é" counts 2, an emoji 4', 'characters: each counts 1'],
    }),
  quota: z
    .strictObject({
      perDay: count
        .default(10_000)
        .meta({ description: 'Units per day of the Google Cloud project.', examples: [10_000] }),
      reserve: count.default(2000).meta({ description: 'Units that rewrites never use.', examples: [2000] }),
    })
    .default({ perDay: 10_000, reserve: 2000 })
    .meta({
      description: "YouTube's quota, in units.",
      examples: [{ perDay: 10000, reserve: 2000 }],
    }),
  approval: z
    .strictObject({
      episodes: count
        .default(25)
        .meta({ description: 'A rewrite of more episodes than this waits.', examples: [25] }),
      percent: count
        .max(100)
        .default(30)
        .meta({
          description:
            'A rewrite of more than this percentage of all episodes waits, in an academy of 10 episodes or more.',
          examples: [30],
        }),
      units: count
        .default(2500)
        .meta({ description: 'A rewrite that costs more units than this waits.', examples: [2500] }),
    })
    .default({ episodes: 25, percent: 30, units: 2500 })
    .meta({
      description: 'A rewrite that exceeds any of these limits waits for an approval.',
      examples: [{ episodes: 25, percent: 30, units: 2500 }],
    }),
  drift: z
    .enum(['report', 'overwrite'])
    .default('report')
    .meta({
      description: 'What happens when somebody edits a video on YouTube.',
      examples: ['report'],
      enumDescriptions: ['report it, and keep the edit', 'report it, and overwrite the edit'],
    }),
  notify,
  url: url.optional().meta({
    description: "The academy's website, with http or https.",
    examples: ['https://academy.example'],
  }),
});

/** `sponsors/*.yaml`: docs/content-reference.md is generated from this. */
export const sponsorSchema = z.strictObject({
  name: text.meta({ description: 'The name, as printed.', examples: ['Example Cloud'] }),
  url: url.optional().meta({
    description: "The sponsor's website, with http or https.",
    examples: ['https://cloud.example'],
  }),
  message: prose
    .optional()
    .meta({ description: 'One sentence, printed with the name.', examples: ['Clusters in a minute.'] }),
});

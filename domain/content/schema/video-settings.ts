import { z } from 'zod';
import { LANGUAGE_TAG, matching } from './common.ts';

export const audioLanguage = matching(LANGUAGE_TAG, 'a language tag such as en or pt-BR').meta({
  description: 'The language that is spoken, as a BCP 47 tag.',
  examples: ['en', 'pt-BR'],
});

/** Settings of a video that an academy, a show and an episode may say; the most specific one counts. */
export const videoSettings = {
  madeForKids: z
    .boolean()
    .optional()
    .meta({
      description:
        "Your declaration whether the video is made for children, which has legal weight (COPPA). Absent everywhere: not declared, the channel's own default on YouTube applies.",
      examples: [true],
    }),
  syntheticMedia: z
    .boolean()
    .optional()
    .meta({
      description: 'Your declaration that realistic content is altered or made by a machine.',
      examples: [false],
    }),
  paidPromotion: z
    .boolean()
    .optional()
    .meta({
      description:
        'Your declaration of a paid promotion. Absent everywhere: declared for an episode with sponsors; false: not even for that.',
      examples: [false],
    }),
  license: z
    .enum(['youtube', 'creativeCommon'])
    .optional()
    .meta({
      description: 'The license of the video.',
      examples: ['creativeCommon'],
      enumDescriptions: ["YouTube's own", 'Creative Commons, attribution (CC BY)'],
    }),
  embeddable: z
    .boolean()
    .optional()
    .meta({ description: 'Whether other websites may show the video in a player.', examples: [true] }),
  audioLanguage: audioLanguage.optional(),
};

/** Settings of a stream that an academy, a show and an episode may say. YouTube takes them until its test or its start. */
export const streamSettings = {
  dvr: z
    .boolean()
    .optional()
    .meta({ description: 'Whether people can pause and rewind the stream.', examples: [true] }),
  captions: z
    .enum(['none', 'embedded', 'http'])
    .optional()
    .meta({
      description: 'Where the captions of the stream come from.',
      examples: ['embedded'],
      enumDescriptions: [
        'there are none',
        'the encoder puts them into the video (EIA-608 or CEA-708)',
        'a captioning service sends them to YouTube by HTTP',
      ],
    }),
};

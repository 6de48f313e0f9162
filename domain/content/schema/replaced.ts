import { z } from 'zod';
import { videoId } from './common.ts';
import { file } from './thumbnail.ts';

/** An item of `youtube.replaces`. A word alone leaves the video as it is. */
export const replaced = z
  .union([
    videoId,
    z
      .strictObject({
        videoId,
        visibility: z
          .enum(['unlisted', 'private'])
          .optional()
          .meta({
            description:
              'Who may watch it once the new video is up; it never becomes more visible. Absent: not changed.',
            examples: ['unlisted'],
            enumDescriptions: ['people with the link', 'only you'],
          }),
        thumbnail: z
          .union([
            z
              .literal('keep')
              .meta({ description: 'Keeps the thumbnail that is on YouTube.', examples: ['keep'] }),
            z.strictObject({ file }).meta({ title: 'Picture of a replaced video' }),
          ])
          .optional()
          .meta({
            description:
              'Its thumbnail once the new video is up: { file } is a picture in the repository. Absent: keep.',
            examples: ['keep', { file: 'thumbs/replaced.png' }],
          }),
      })
      .meta({ title: 'Replaced video' }),
  ])
  .transform((value) => (typeof value === 'string' ? { videoId: value } : value))
  .meta({
    description:
      'A former video: its id, or { videoId, visibility, thumbnail } for what becomes of it when the new video is up.',
    examples: ['dQw4w9WgXcQ', { videoId: 'dQw4w9WgXcQ', visibility: 'unlisted', thumbnail: 'keep' }],
  });

import { z } from 'zod';
import { defined } from '../../shared/defined.ts';
import { THUMBNAIL_SIZES } from '../catalog/thumbnail-sizes.ts';
import { colour, list, picture, shortName, text } from './common.ts';

export const file = picture.meta({
  description: 'A picture in the repository, by its path from the root: png, jpg, webp or avif.',
  examples: ['thumbs/teams-1.png'],
});

const background = z
  .union([colour, list(colour).min(1), z.strictObject({ file }).meta({ title: 'Background picture' })])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .meta({
    description:
      'One colour, or several for a gradient, in quotes; or { file }: a picture, darkened so that the title is readable.',
    examples: ['#0b132b', ['#0b132b', '#1c2541'], { file: 'thumbs/stage.jpg' }],
  });

const logo = picture.meta({
  description: 'A logo, by its path from the root: png, jpg, webp or avif; transparency is kept.',
  examples: ['thumbs/logo.png'],
});

const size = z
  .enum(THUMBNAIL_SIZES)
  .optional()
  .meta({
    description: 'How many pixels it has. Absent: 720p.',
    examples: ['1080p'],
    enumDescriptions: ['1280x720', '1920x1080', '3840x2160'],
  });

/** How a thumbnail looks: in a show for all of its episodes, in an episode for itself. */
const look = {
  template: shortName.optional().meta({
    description:
      'The template that draws it: classic, versus, solo or workshop, or the name of a file in thumbnails/ without its .html.',
    examples: ['classic', 'versus', 'solo', 'workshop'],
  }),
  background: background.optional(),
  accent: colour.optional().meta({ description: 'The accent colour, in quotes.', examples: ['#5bc0be'] }),
  text: colour.optional().meta({
    description:
      'The colour of the title, in quotes. Absent: white or nearly black, whichever is easier to read on the background.',
    examples: ['#ffffff'],
  }),
  logo: logo.optional(),
  badge: z
    .enum(['series', 'number', 'live', 'none'])
    .optional()
    .meta({
      description: 'The small text next to the title. Absent: series.',
      examples: ['live'],
      enumDescriptions: [
        "the show's name and the episode's number",
        "the episode's number",
        'the word LIVE and the number',
        'nothing',
      ],
    }),
  faces: z
    .enum(['hosts', 'guests'])
    .optional()
    .meta({
      description: 'Whose faces it shows. Absent: hosts.',
      examples: ['guests'],
      enumDescriptions: ["the guests', or without guests the hosts'", "the guests' alone"],
    }),
  size,
};

/** `thumbnail` of a show. */
export const showThumbnail = z.strictObject(look).meta({
  description: 'How thumbnails of this show look.',
  examples: [{ template: 'versus', background: ['#0b132b', '#1c2541'], accent: '#5bc0be' }],
});

/** `thumbnail` of an episode. */
export const episodeThumbnail = z
  .union([
    z.literal('keep').meta({ description: 'Keeps the thumbnail that is on YouTube.', examples: ['keep'] }),
    z
      .strictObject({
        file: file.optional(),
        title: text.optional().meta({
          description: 'The words on the picture. Absent: the title of the episode.',
          examples: ['Red Hat vs Talos'],
        }),
        ...look,
        logo: z
          .union([
            z.literal('none').meta({ description: "No logo, not even the show's.", examples: ['none'] }),
            logo,
          ])
          .optional()
          .meta({
            description: "A logo, by its path from the root; none: no logo, not even the show's.",
            examples: ['thumbs/logo.png', 'none'],
          }),
      })
      .meta({ title: 'Thumbnail' })
      .refine(
        ({ file, size: _size, ...drawn }) =>
          file === undefined || Object.values(drawn).every((value) => value === undefined),
        'either a file, or a title, a template and other keys of a drawing',
      )
      .transform(({ file, ...drawn }) =>
        file === undefined ? drawn : { file, ...defined({ size: drawn.size }) },
      ),
  ])
  .meta({
    description:
      'How the thumbnail is made: { title, template } is drawn, and absent keys come from the show; { file } is a picture in the repository; keep leaves the one on YouTube.',
    examples: [{ title: 'Red Hat vs Talos', template: 'versus' }, { file: 'thumbs/teams-1.png' }, 'keep'],
  });

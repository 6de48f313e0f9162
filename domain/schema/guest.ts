import { z } from 'zod';
import { picture, text, url } from './common.ts';

const handle = (network: string, example: string) =>
  text.optional().meta({ description: `${network}: a handle or a full URL.`, examples: [example] });

/** `guests/*.yaml`: guests and hosts. See docs/content.md. */
export const guestSchema = z.strictObject({
  name: text.meta({ description: 'The name as printed.', examples: ['Guy Templeton'] }),
  of: text.optional().meta({ description: 'Organisation.', examples: ['Skyscanner'] }),
  role: text.optional().meta({ description: 'Role there.', examples: ['Platform Engineer'] }),
  was: z
    .array(
      z.strictObject({
        until: z.iso.date('a day such as 2024-06-01'),
        name: text.optional(),
        of: text.optional(),
        role: text.optional(),
      }),
    )
    .default([])
    .meta({
      description: 'Dated facts: an episode prints what held when it was on air.',
      examples: [[{ until: '2024-06-01', of: 'Example Ltd' }]],
    }),
  url: url.optional(),
  github: handle('GitHub', 'gjtempleton'),
  twitter: handle('X, once Twitter', 'guytempleton'),
  bluesky: handle('Bluesky', 'guy.example.org'),
  mastodon: handle('Mastodon', '@guy@example.social'),
  linkedin: handle('LinkedIn', 'guytempleton'),
  youtube: handle('YouTube', '@guytempleton'),
  social: z
    .array(url)
    .default([])
    .meta({ description: 'Other profiles.', examples: [['https://example.social/@guy']] }),
  avatar: picture.optional().meta({
    description: 'A picture below guests/. Absent: initials are drawn.',
    examples: ['avatars/guy-templeton.png'],
  }),
  aliases: z
    .array(text)
    .default([])
    .meta({ description: 'Former ids that episodes may still use.', examples: [['guytempleton']] }),
  formerNames: z
    .array(text)
    .default([])
    .meta({ description: 'Never printed again.', examples: [['G. Templeton']] }),
  listed: z
    .boolean()
    .default(true)
    .meta({ description: 'false: left out of everything rendered.', examples: [true] }),
});

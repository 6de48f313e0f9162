import { z } from 'zod';
import { isZone } from '../../shared/start-time.ts';
import { list, picture, shortName, text, url } from './common.ts';
import { CONTENT_LIMITS } from './limits.ts';

/** A handle, or the URL of a profile. */
const profile = text.max(CONTENT_LIMITS.url);

const handle = (network: string, example: string) =>
  profile.optional().meta({
    description: `${network}: a handle or a full URL; both mean the same.`,
    examples: [example],
  });

/** `guests/*.yaml`: guests and hosts. docs/content-reference.md is generated from this. */
export const guestSchema = z.strictObject({
  name: shortName.meta({ description: 'The name, as printed.', examples: ['Guy Templeton'] }),
  of: text.optional().meta({ description: 'The organisation, as printed.', examples: ['Skyscanner'] }),
  role: text.optional().meta({ description: 'The role there, as printed.', examples: ['Platform Engineer'] }),
  was: list(
    z
      .strictObject({
        until: z.iso.date('a day such as 2024-06-01').meta({
          description: "The last day on which it was true, in the time zone of an episode's show.",
          examples: ['2024-06-01'],
          patternErrorMessage: 'Expected a day such as 2024-06-01.',
        }),
        name: shortName.optional().meta({ description: 'The name until then.', examples: ['G. Templeton'] }),
        of: text.optional().meta({ description: 'The organisation until then.', examples: ['Example Ltd'] }),
        role: text.optional().meta({ description: 'The role until then.', examples: ['Developer'] }),
      })
      .meta({ title: 'What was true until a day' }),
    CONTENT_LIMITS.people,
  )
    .default([])
    .meta({
      description: 'Dated facts: an episode prints what was true on the day it was on air.',
      examples: [[{ until: '2024-06-01', of: 'Example Ltd' }]],
    }),
  url: url.optional().meta({
    description: 'Their own page, with http or https.',
    examples: ['https://example.org'],
  }),
  github: handle('GitHub', 'gjtempleton'),
  twitter: handle('X, formerly Twitter', 'guytempleton'),
  bluesky: handle('Bluesky', 'guy.example.org'),
  mastodon: handle('Mastodon', '@guy@example.social'),
  linkedin: handle('LinkedIn', 'guytempleton'),
  youtube: handle('YouTube', '@guytempleton'),
  social: list(url, CONTENT_LIMITS.people)
    .default([])
    .meta({ description: 'URLs of other profiles.', examples: [['https://example.social/@guy']] }),
  timezone: text
    .refine(isZone, 'an IANA time zone such as America/New_York')
    .optional()
    .meta({
      description: 'Their IANA time zone, for `npx showrunner invite`; printed nowhere else.',
      examples: ['America/New_York'],
    }),
  avatar: picture.optional().meta({
    description: 'A picture, by its path below guests/: png, jpg, webp or avif. Absent: initials are drawn.',
    examples: ['avatars/guy-templeton.png'],
  }),
  aliases: list(
    shortName.meta({ description: 'A former id.', examples: ['guytempleton'] }),
    CONTENT_LIMITS.people,
  )
    .default([])
    .meta({ description: 'Former ids that episodes may still use.', examples: [['guytempleton']] }),
  formerNames: list(
    shortName.meta({ description: 'A former name.', examples: ['G. Templeton'] }),
    CONTENT_LIMITS.people,
  )
    .default([])
    .meta({
      description: 'Former names: never printed, and reported if a free text still contains one.',
      examples: [['G. Templeton']],
    }),
  listed: z
    .boolean()
    .default(true)
    .meta({
      description: 'false: the guest asked not to be named in anything that is published.',
      examples: [false],
    }),
});

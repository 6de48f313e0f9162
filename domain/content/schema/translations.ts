import { z } from 'zod';
import { anyProse, LANGUAGE_TAG, prose, shortName, text } from './common.ts';
import { CONTENT_LIMITS } from './limits.ts';

const localized = <T extends z.ZodType>(value: T) =>
  z.record(
    z.string().max(CONTENT_LIMITS.name).regex(LANGUAGE_TAG, 'a language tag such as de or pt-BR'),
    value,
  );

/** Title and text of an episode in other languages. */
export const translations = localized(
  z
    .strictObject({
      title: text.meta({ description: 'The title in this language.', examples: ['Red Hat gegen Talos'] }),
      description: anyProse.optional().meta({
        description: "The text block in this language. Absent: the episode's own.",
        examples: ['Zwei Teams, zwei kaputte Cluster.'],
      }),
      verbatim: anyProse.optional().meta({
        description:
          'The whole description in this language, byte for byte: nothing is added, and the title is as it is here, without a template. `npx showrunner import channel` writes it.',
        examples: ['Zwei Teams.\n\nMusik: Example Band'],
      }),
    })
    .meta({ title: 'Translation' }),
).meta({
  description:
    "Title and description in other languages, by BCP 47 tag; all other blocks are added as in the own language. Needs `youtube.language` or the show's.",
  examples: [{ de: { title: 'Red Hat gegen Talos' } }],
});

const word = (meaning: string, example: string) =>
  shortName.optional().meta({ description: meaning, examples: [example] });

/** Words of the built-in blocks. */
const words = z
  .strictObject({
    guest: word('The heading of one guest.', 'Gast'),
    guests: word('The heading of several guests.', 'Gäste'),
    host: word('The heading of one host.', 'Moderation'),
    hosts: word('The heading of several hosts.', 'Moderation'),
    at: word('Between a role and an organisation.', 'bei'),
    thanks: word('Before the name of a sponsor.', 'Danke an'),
    previous: word('Before the previous episode.', 'Zuvor'),
    next: word('Before the next episode.', 'Danach'),
  })
  .optional()
  .meta({
    description: 'Words of the built-in blocks in this language.',
    examples: [{ guest: 'Gast', guests: 'Gäste' }],
  });

/** What a show says in other languages. */
export const showTranslations = localized(
  z
    .strictObject({
      title: text.optional().meta({
        description: "Liquid template for every title in this language. Absent: the show's own.",
        examples: ['{{ episode.title }} | {{ show.name }}'],
      }),
      words,
    })
    .meta({ title: 'Show in another language' }),
).meta({
  description: 'Title template and words of the built-in blocks in other languages, by BCP 47 tag.',
  examples: [{ de: { words: { guest: 'Gast' } } }],
});

/** What an academy says in other languages. */
export const academyTranslations = localized(
  z
    .strictObject({
      footer: prose.optional().meta({
        description: "The last block in this language. Absent: the academy's own footer.",
        examples: ['Abonniert den Kanal.'],
      }),
      words,
    })
    .meta({ title: 'Academy in another language' }),
).meta({
  description: 'Footer and words of the built-in blocks in other languages, by BCP 47 tag.',
  examples: [{ de: { footer: 'Abonniert den Kanal.' } }],
});

import { z } from 'zod';
import type { Frozen } from '../../shared/freeze.ts';

const text = (description: string) => z.string().meta({ description });
const url = (description: string) => z.url({ protocol: /^https?$/ }).meta({ description });
const seconds = (description: string) => z.number().int().meta({ description });
const ids = (description: string) => z.array(z.string()).meta({ description });
const moment = (description: string) => z.iso.datetime().meta({ description });

const personHere = z
  .strictObject({
    id: text('An id in `people`.'),
    name: text('The name on the day of the episode.'),
    of: text('The organisation on that day.').optional(),
    role: text('The role there on that day.').optional(),
    as: text('The role in this episode.').optional(),
  })
  .meta({ description: 'A person as the episode prints them: what was true on its day.' });

const link = z
  .strictObject({
    title: text('The title.').optional(),
    url: url('The URL.'),
    note: text('A few words about it.').optional(),
  })
  .meta({ description: 'A link.' });

const episode = z
  .strictObject({
    id: text('The id, which never changes while the file keeps it.'),
    title: text('The title on YouTube.'),
    name: text("The episode's own title, without the title template of its show."),
    show: text('An id in `shows`.').optional(),
    number: z.number().int().meta({ description: 'Its number within the show.' }).optional(),
    kind: z.enum(['live', 'video']).meta({ description: 'A stream, or an upload.' }),
    start: moment('When the stream starts or started, in UTC.').optional(),
    end: moment('The planned end, in UTC.').optional(),
    duration: seconds('The planned length, in seconds.'),
    url: url("The episode's page: `episodeUrl` of the academy with its id.").optional(),
    videoId: text('The id of the video on YouTube. Absent where no file names it.').optional(),
    watchUrl: url('Its address on YouTube.').optional(),
    thumbnailUrl: url('Its thumbnail on YouTube, 480x360.').optional(),
    description: text('The description on YouTube, without its last line.').optional(),
    language: text('A BCP 47 tag.').optional(),
    tags: ids('Tags on YouTube.'),
    hosts: z.array(personHere).meta({ description: 'Hosts, in order.' }),
    guests: z.array(personHere).meta({ description: 'Guests, in order.' }),
    sponsors: z
      .array(
        z.strictObject({
          id: text('An id in `sponsors`.'),
          message: text('The text for this episode.').optional(),
        }),
      )
      .meta({ description: 'Sponsors, in order.' }),
    chapters: z
      .array(
        z.strictObject({
          seconds: seconds('From the start of the video.'),
          time: text('The same as printed, such as 01:55.'),
          title: text('The title.'),
          url: url('A link.').optional(),
        }),
      )
      .meta({ description: 'Chapters, in order.' }),
    links: z.array(link).meta({ description: 'Links without a heading, in order.' }),
    sections: z
      .array(
        z.strictObject({
          heading: text('The heading.'),
          links: z.array(link).meta({ description: 'Links, in order.' }),
        }),
      )
      .meta({ description: 'Links under headings, in order.' }),
    previous: text('The id of the public episode of the show before it.').optional(),
    next: text('The id of the public episode of the show after it.').optional(),
  })
  .meta({ description: 'A public episode.' });

const person = z
  .strictObject({
    id: text('The name of the file in guests/.'),
    name: text('The name now.'),
    of: text('The organisation now.').optional(),
    role: text('The role there now.').optional(),
    profiles: ids('URLs of their pages and profiles, in one normal form.'),
    avatar: text('The path of a picture, from the root of the content repository.').optional(),
    episodes: ids('Ids of the episodes in this file that they are in, oldest first.'),
  })
  .meta({ description: 'A guest or host of an episode in this file.' });

const show = z
  .strictObject({
    id: text('The name of the file in shows/.'),
    name: text('The name.'),
    timezone: text('Its IANA time zone.').optional(),
    hosts: ids('Ids in `people`.'),
    episodes: ids('Ids of its episodes in this file, oldest first.'),
  })
  .meta({ description: 'A show with an episode in this file.' });

const sponsor = z
  .strictObject({
    id: text('The name of the file in sponsors/.'),
    name: text('The name.'),
    url: url('The website.').optional(),
    message: text('One sentence.').optional(),
  })
  .meta({ description: 'A sponsor of an episode in this file.' });

/** What `npx showrunner export json` prints. `schemas/export.schema.json` is generated from this. */
export const exportSchema = z.strictObject({
  format: z.literal(1).meta({
    description: 'The version of this format. Keys may be added under the same number; none changes or goes.',
  }),
  commit: text('The commit that it was read from. Absent: the files on disk.').optional(),
  academy: z
    .strictObject({
      name: text('The name of the academy.'),
      url: url('Its website.').optional(),
      channelId: text('The YouTube channel.'),
      channelUrl: url('Its address on YouTube.'),
    })
    .meta({ description: 'The academy.' }),
  shows: z.array(show).meta({ description: 'Shows, by id.' }),
  people: z.array(person).meta({ description: 'Hosts and guests, by id.' }),
  sponsors: z.array(sponsor).meta({ description: 'Sponsors, by id.' }),
  episodes: z
    .array(episode)
    .meta({ description: 'Public episodes, oldest first; those without a start last.' }),
});

export type PublicCatalog = Frozen<z.output<typeof exportSchema>>;
export type PublicEpisode = PublicCatalog['episodes'][number];

/** For websites and their editors. */
export const renderExportSchema = (): object => {
  const { $schema, ...rest } = z.toJSONSchema(exportSchema, { target: 'draft-07' });
  return {
    $schema,
    $id: 'urn:showrunner:export',
    title: 'Export',
    description: 'What `npx showrunner export json` prints: the public part of a catalog, resolved.',
    ...rest,
  };
};

import { z } from 'zod';
import { isDateTime } from '../../shared/start-time.ts';
import {
  anyProse,
  categoryId,
  duration,
  fields,
  guestId,
  language,
  latency,
  list,
  MAX_ID,
  manage,
  marker,
  matching,
  offset,
  overflow,
  playlists,
  prose,
  shortName,
  showId,
  sponsorId,
  stream,
  tags,
  text,
  timestamp,
  url,
  vars,
  videoId,
  visibility,
} from './common.ts';
import { CONTENT_LIMITS } from './limits.ts';
import { replaced } from './replaced.ts';
import { episodeThumbnail } from './thumbnail.ts';
import { translations } from './translations.ts';
import { streamSettings, videoSettings } from './video-settings.ts';

const guestRef = z
  .union([
    guestId,
    z
      .strictObject({
        id: guestId,
        as: text.optional().meta({ description: 'A role in this episode only.', examples: ['Team Talos'] }),
        // biome-ignore lint/suspicious/noThenProperty: the content format's word, and never awaited: a string or an object is no thenable.
        then: z
          .strictObject({
            name: text.optional().meta({ description: 'The name on that day.', examples: ['G. Templeton'] }),
            of: text.optional().meta({ description: 'The organisation on that day.', examples: ['Kinvolk'] }),
            role: text
              .optional()
              .meta({ description: 'The role there on that day.', examples: ['Director'] }),
          })
          .optional()
          .meta({
            description:
              "What was true on that day: printed instead of the guest's record, and never rewritten.",
            examples: [{ of: 'Kinvolk', role: 'Director' }],
          }),
      })
      .meta({ title: 'Guest of an episode' }),
  ])
  .transform((value) => (typeof value === 'string' ? { id: value } : value))
  .meta({
    description: 'A guest: an id, or { id, as, then } for details that apply to this episode only.',
    examples: ['thilo-fromm', { id: 'thilo-fromm', as: 'Team Talos' }],
  });

const link = z
  .union([
    url,
    z
      .strictObject({
        title: text.optional().meta({ description: 'The title of the link.', examples: ['Slides'] }),
        url: url.meta({
          description: 'The URL, with http or https.',
          examples: ['https://example.org/slides'],
        }),
        note: text.optional().meta({
          description: 'A few words, printed behind the URL.',
          examples: ['from the talk'],
        }),
      })
      .meta({ title: 'Link with a title' }),
  ])
  .transform((value) => (typeof value === 'string' ? { url: value } : value))
  .meta({
    description: 'A link: a URL, or { title, url, note }.',
    examples: ['https://talos.dev', { title: 'Slides', url: 'https://example.org/slides' }],
  });

const section = z
  .strictObject({
    heading: text.meta({ description: 'The heading, on a line of its own.', examples: ['Tools'] }),
    links: list(link)
      .min(1)
      .meta({
        description: 'Its links, in order.',
        examples: [['https://talos.dev', { title: 'Slides', url: 'https://example.org/slides' }]],
      }),
  })
  .meta({
    title: 'Section of links',
    description: 'Links under a heading.',
    examples: [{ heading: 'Tools', links: ['https://talos.dev'] }],
  });

const sponsorRef = z
  .union([
    sponsorId,
    z
      .strictObject({
        id: sponsorId,
        message: prose.optional().meta({
          description: "The text for this episode, instead of the sponsor's own.",
          examples: ['Try it for three months with the code KLUSTERED.'],
        }),
      })
      .meta({ title: 'Sponsor of an episode' }),
  ])
  .transform((value) => (typeof value === 'string' ? { id: value } : value))
  .meta({
    description: 'A sponsor: an id, or { id, message } with a text for this episode only.',
    examples: ['example-cloud', { id: 'example-cloud', message: 'Three months free: KLUSTERED.' }],
  });

const chapter = z
  .strictObject({
    time: timestamp.meta({
      description:
        'Where it starts. YouTube requires the first at 0:00, and at least three chapters of 10 seconds or more.',
      examples: ['01:55', '1:02:03'],
    }),
    title: text.meta({ description: 'The title of the chapter.', examples: ['Introductions'] }),
    url: url.optional().meta({
      description: 'A link, printed on the next line: in the line itself it would be part of the title.',
      examples: ['https://talos.dev'],
    }),
  })
  .meta({ title: 'Chapter' })
  .transform(({ time, title, url: link }) => ({
    seconds: time,
    title,
    ...(link === undefined ? {} : { url: link }),
  }))
  .meta({
    description: 'A chapter: its start and its title.',
    examples: [{ time: '00:00', title: 'Introductions' }],
  });

/** A local time gets its zone from the show (`timezone:`). */
const moment = matching(
  /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?$/,
  'a date and time such as 2026-12-04T17:00:00Z',
).refine(isDateTime, 'a date and time that exists');
const scheduledFor = moment.meta({
  description:
    "When the stream starts. Without a zone it is local time in the show's timezone; if clocks go back over that hour, the first one counts.",
  examples: ['2026-12-04T17:00:00Z', '2026-12-04T18:00:00+01:00', '2026-12-04T17:00:00'],
});
const publishAt = moment.meta({
  description:
    "When YouTube makes an upload (kind: video) public; it is private until then, and public after that whatever the show says. Without a zone it is local time in the show's timezone.",
  examples: ['2027-02-01T09:00:00Z', '2027-02-01T10:00:00+01:00'],
});

/** `episodes/**.yaml`: docs/content-reference.md is generated from this. */
export const episodeSchema = z.strictObject({
  id: matching(/^[a-z0-9]+(?:[-_./][a-z0-9]+)*$/, 'an id such as klustered/teams-1')
    .max(MAX_ID, `an id of at most ${MAX_ID} characters`)
    .optional()
    .meta({
      description: 'Keeps the id when the file moves. Absent: the path below episodes/ without extension.',
      examples: ['klustered/teams-1'],
    }),
  title: text.meta({
    description: 'The title; the title template of the show may wrap it.',
    examples: ['Red Hat vs. Talos Systems'],
  }),
  show: showId.optional().meta({
    description: 'The show it belongs to: the name of a file in shows/, without extension.',
    examples: ['klustered'],
  }),
  number: z
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Its number within the show.', examples: [12] }),
  kind: z
    .enum(['live', 'video', 'none'])
    .default('live')
    .meta({
      description: 'What it is on YouTube.',
      examples: ['video'],
      enumDescriptions: [
        'a stream',
        'an existing upload: needs youtube.videoId, nothing is created',
        'not on YouTube',
      ],
    }),
  scheduledFor: scheduledFor.optional(),
  duration: duration.optional().meta({
    description: "The planned length. Absent: the show's, else one hour.",
    examples: ['90m', '1h30m'],
  }),
  hosts: list(guestId, CONTENT_LIMITS.people)
    .optional()
    .meta({ description: "Hosts, by guest id; they replace the show's.", examples: [['rawkode']] }),
  guests: list(guestRef, CONTENT_LIMITS.people)
    .default([])
    .meta({
      description: 'Guests in order: ids, or mappings with details that apply to this episode only.',
      examples: [['guinevere-saenger', { id: 'thilo-fromm', as: 'Team Talos' }]],
    }),
  sponsors: list(sponsorRef, CONTENT_LIMITS.people)
    .default([])
    .meta({
      description: 'Sponsors in order: ids, or mappings with a text that applies to this episode only.',
      examples: [['example-cloud', { id: 'example-cloud', message: 'Three months free: KLUSTERED.' }]],
    }),
  description: anyProse.optional().meta({
    description: 'The text block of the description; guests, sponsors, chapters and so on are added to it.',
    examples: ['Two teams, two broken clusters.'],
  }),
  verbatim: anyProse.optional().meta({
    description:
      'The whole description, byte for byte, without its last line, the marker: no template, guest or sponsor is added, and limits for new texts do not apply. `npx showrunner import channel` writes it.',
    examples: ['Two teams, two broken clusters.\n\nMusic: Example Band'],
  }),
  localizations: translations.optional(),
  links: list(link)
    .default([])
    .meta({
      description: 'Links in order: URLs, or mappings with a title.',
      examples: [['https://talos.dev', { title: 'Slides', url: 'https://example.org/slides' }]],
    }),
  sections: list(section, CONTENT_LIMITS.people)
    .default([])
    .meta({
      description: 'Links under headings, printed after `links`.',
      examples: [[{ heading: 'Tools', links: ['https://talos.dev'] }]],
    }),
  chapters: list(chapter)
    .default([])
    .meta({
      description: 'Chapters in order, usually committed after the stream.',
      examples: [[{ time: '00:00', title: 'Introductions' }]],
    }),
  chapterOffset: offset.optional().meta({
    description: 'Added to the time of every chapter; negative if the recording was trimmed at its start.',
    examples: ['-92s'],
  }),
  tags: tags.optional(),
  visibility: visibility.optional(),
  publishAt: publishAt.optional(),
  thumbnail: episodeThumbnail.optional(),
  stream: stream.optional(),
  latency: latency.optional(),
  ...streamSettings,
  youtube: z
    .strictObject({
      videoId: videoId.optional().meta({
        description: 'An existing video to use for this episode, instead of creating one.',
        examples: ['K72fOdbxXu8'],
      }),
      takeOver: matching(/^[0-9a-f]{10}$/, 'ten hex digits such as 9c0f41d2ab')
        .optional()
        .meta({
          description:
            'The number that `npx showrunner plan --live` prints for a video that is not ours: the commit that adds it takes the video over, where the worker allows that. In quotes if YAML would read a number.',
          examples: ['9c0f41d2ab'],
        }),
      replaces: z
        .array(replaced)
        .max(49, 'at most 49 videos')
        .default([])
        .meta({
          description: 'Former videos of this episode. They are left alone, except for what an entry says.',
          examples: [
            ['dQw4w9WgXcQ'],
            [{ videoId: 'dQw4w9WgXcQ', visibility: 'unlisted', thumbnail: 'keep' }],
          ],
        }),
      categoryId: categoryId.optional(),
      language: language.optional(),
      ...videoSettings,
      recordingDate: z.iso
        .date('a day such as 2026-12-04')
        .optional()
        .meta({
          description: 'The day on which it was recorded.',
          examples: ['2026-12-04'],
          patternErrorMessage: 'Expected a day such as 2026-12-04.',
        }),
      playlists: playlists.optional(),
    })
    .optional()
    .meta({
      description: 'Settings of the video on YouTube.',
      examples: [{ videoId: 'K72fOdbxXu8', categoryId: 28 }],
    }),
  vars: vars.optional(),
  aliases: list(
    shortName.meta({ description: 'A former id.', examples: ['klustered/team-1'] }),
    CONTENT_LIMITS.people,
  )
    .default([])
    .meta({ description: 'Former ids of this episode.', examples: [['klustered/team-1']] }),
  status: z
    .enum(['draft', 'scheduled', 'cancelled'])
    .default('scheduled')
    .meta({
      description: 'Whether it is planned, on YouTube or called off.',
      examples: ['draft'],
      enumDescriptions: [
        'not on YouTube yet',
        'on YouTube',
        'called off: private and not bound to a stream; can be reversed',
      ],
    }),
  manage: manage.optional(),
  marker: marker.optional(),
  fields: fields.optional(),
  overflow: overflow.optional(),
  overrides: z
    .strictObject({
      title: text.optional().meta({
        description: 'The whole title; the title template of the show does not wrap it.',
        examples: ['Red Hat vs. Talos, uncut'],
      }),
      description: anyProse.optional().meta({
        description:
          'The whole description without its last line, the marker: no template, guest or sponsor is added.',
        examples: ['Two teams, two broken clusters.\n\nThanks to all who watched.'],
      }),
      tags: tags
        .optional()
        .meta({ description: "All tags; the show's are not added.", examples: [['kubernetes']] }),
    })
    .optional()
    .meta({
      description:
        'Exact texts for YouTube that replace templates and blocks: later corrections of guests, shows or templates do not change them. `npx showrunner adopt` writes them.',
      examples: [{ title: 'Red Hat vs. Talos, uncut' }],
    }),
});

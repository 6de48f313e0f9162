import { z } from 'zod';
import { CONTENT_LIMITS } from './limits.ts';

const DURATION = /^\s*(?:(-)\s*)?(?=\d)(?:(\d+)h\s*)?(?:(\d+)m\s*)?(?:(\d+)s\s*)?$/;
/** If there are hours, minutes are at most 59. */
const TIMESTAMP = /^\s*(?:(\d{1,2}):(?=(?:0?[0-5])?\d:))?(\d{1,3}):([0-5]\d)\s*$/;

/** Seconds of `90m`, `1h30m`, `-92s`, `1h 5m 10s`; undefined for anything else. */
function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -seconds : seconds;
}

/** Seconds of `1:02:03`, `02:03`; undefined for anything else. */
export function parseTimestamp(text: string): number | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  return Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}

/** A text that matches a pattern. `patternErrorMessage`, a key of editors' language servers, gives editors the parser's message. */
export const matching = (pattern: RegExp, words: string) =>
  z
    .string(words)
    .max(CONTENT_LIMITS.name, { error: `at most ${CONTENT_LIMITS.name} characters`, abort: true })
    .regex(pattern, { error: words, abort: true })
    .meta({ patternErrorMessage: `Expected ${words}.` });

/** A list of at most so many items. */
export const list = <T extends z.ZodType>(item: T, most: number = CONTENT_LIMITS.list) =>
  z.array(item).max(most);

/** Characters of an id. An episode's is part of workflow ids, of which Temporal takes 255 characters on PostgreSQL. */
export const MAX_ID = 200;

const id = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

export const guestId = matching(id, 'the name of a file in guests/').meta({
  description: 'The name of a file in guests/, without extension.',
  examples: ['guinevere-saenger'],
});
export const showId = matching(id, 'the name of a file in shows/').meta({
  description: 'The name of a file in shows/, without extension.',
  examples: ['klustered'],
});
export const sponsorId = matching(id, 'the name of a file in sponsors/').meta({
  description: 'The name of a file in sponsors/, without extension.',
  examples: ['example-cloud'],
});
export const videoId = matching(/^[A-Za-z0-9_-]{11}$/, 'an id of a YouTube video, 11 characters').meta({
  description: 'The id of a YouTube video: what follows v= in its address.',
  examples: ['K72fOdbxXu8'],
});
const playlistId = matching(/^[A-Za-z0-9_-]{2,64}$/, 'an id of a YouTube playlist').meta({
  description: 'The id of a YouTube playlist: what follows list= in its address.',
  examples: ['PLz0t90fOInA5IyhoT96WhycPV8Km-WICj'],
});
/** YouTube ends a link at a space, and a host without a dot cannot be reached. */
export const url = z
  .url({ protocol: /^https?$/, error: 'a URL with http or https', abort: true })
  .refine((text) => !/\s/.test(text.trim()), 'a URL without spaces')
  .refine((text) => /^https?:\/*[^/?#]*\./i.test(text.trim()), 'a URL of a host such as example.org')
  .max(CONTENT_LIMITS.url, `at most ${CONTENT_LIMITS.url} characters`)
  .meta({
    description: 'A URL with http or https.',
    examples: ['https://example.org'],
    pattern: '^\\s*[hH][tT][tT][pP][sS]?:',
    patternErrorMessage: 'Expected a URL with http or https.',
  });
const notEmpty = z.string().min(1, 'a text that is not empty');
export const text = notEmpty.max(CONTENT_LIMITS.text);
/** A former id or name, a handle, a key: many of them are compared with many texts. */
export const shortName = notEmpty.max(CONTENT_LIMITS.name);
/** A template of a description, or another text of many lines. */
export const prose = notEmpty.max(CONTENT_LIMITS.prose);
/** A description, which may be empty. */
export const anyProse = z.string().max(CONTENT_LIMITS.prose);
/** A path inside the repository, in a format that can be drawn. */
export const picture = matching(
  /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+\.([pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP]|[aA][vV][iI][fF])$/,
  'the path of a picture (png, jpg, webp or avif) without ".."',
);
export const colour = matching(/^#[0-9a-fA-F]{6}$/, 'a colour such as "#0b132b"').meta({
  description: 'A colour with six hex digits, in quotes, because # begins a comment.',
  examples: ['#0b132b'],
});

const seconds = matching(DURATION, 'a duration such as 90m or 1h30m').transform(
  (value) => parseDuration(value) ?? 0,
);
export const duration = seconds
  .refine((value) => value > 0, 'a duration above zero')
  .meta({ description: 'A duration in hours, minutes and seconds.', examples: ['90m', '1h30m'] });
export const offset = seconds.meta({ description: 'A duration, which may be negative.', examples: ['-92s'] });

/** Seconds from the start of the video. */
export const timestamp = matching(TIMESTAMP, 'a time such as "01:55" or "1:02:03"').transform(
  (value) => parseTimestamp(value) ?? 0,
);

const privacy = z.enum(['public', 'unlisted', 'private']).meta({
  description: 'Who may watch.',
  examples: ['public'],
  enumDescriptions: ['everybody', 'people with the link', 'only you'],
});

/** One word applies both before and after the stream. */
export const visibility = z
  .union([
    privacy,
    z
      .strictObject({
        live: privacy.meta({ description: 'Who may watch until the stream ends.', examples: ['public'] }),
        after: privacy.meta({ description: 'Who may watch afterwards.', examples: ['unlisted'] }),
      })
      .meta({ title: 'Visibility' }),
  ])
  .transform((value) => (typeof value === 'string' ? { live: value, after: value } : value))
  .meta({
    description: 'Who may watch: one word, or { live, after } for the stream and for afterwards.',
    examples: ['public', { live: 'public', after: 'unlisted' }],
  });

export const latency = z
  .enum(['normal', 'low', 'ultraLow'])
  .meta({ description: "YouTube's latency preference for the stream.", examples: ['low'] });
export const categoryId = z
  .number()
  .int()
  .min(1)
  .max(999)
  .meta({
    description: 'The number of a YouTube category: 27 is Education, 28 Science & Technology.',
    examples: [28],
  });
/** A BCP 47 tag. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
export const language = matching(LANGUAGE_TAG, 'a language tag such as en or pt-BR').meta({
  description: 'The language of the title and the description, as a BCP 47 tag.',
  examples: ['en', 'pt-BR'],
});

export const tags = list(text.meta({ description: 'A tag.', examples: ['kubernetes'] })).meta({
  description: 'Tags of the video. Absent everywhere: not ours; an empty list: empty it.',
  examples: [['kubernetes']],
});
export const playlists = list(playlistId).meta({
  description: 'Playlists that contain the video, by id.',
  examples: [['PLz0t90fOInA5IyhoT96WhycPV8Km-WICj']],
});
export const stream = text.meta({
  description: "One of the academy's streams, by its key in academy.yaml.",
  examples: ['main'],
});
export const vars = z
  .record(z.string(), z.unknown())
  .meta({ description: 'Any keys of your own, for use in templates.', examples: [{ level: 'advanced' }] });

export const manage = z.enum(['observe', 'new', 'full']).meta({
  description:
    'How much Showrunner may write. The episode wins over the show, and the show over the academy.',
  examples: ['full'],
  enumDescriptions: [
    'read and report, write nothing',
    'write only videos that Showrunner created',
    'write everything that the content specifies',
  ],
});

/** Whether a video that is taken over gets the line by which it is recognised. */
export const marker = z.enum(['line', 'none']).meta({
  description:
    'Whether a video that is taken over gets the line by which it is recognised, at the end of its description. A line that is there stays, and new streams always have one. The episode wins over the show, and the show over the academy. Absent: line.',
  examples: ['none'],
  enumDescriptions: [
    'it gets the line',
    "it gets none: only the episode's workflow remembers that it was taken over; when Temporal forgets that, a change of it is asked for again",
  ],
});

const ownership = (field: string) =>
  z
    .enum(['full', 'seed', 'keep'])
    .optional()
    .meta({
      description: `Who owns ${field}.`,
      examples: ['full'],
      enumDescriptions: ['Showrunner', 'Showrunner, at creation only', 'people on YouTube: never written'],
    });
/** Who owns each field of a video. */
export const fields = z
  .strictObject({
    title: ownership('the title'),
    description: ownership('the description'),
    tags: ownership('the tags'),
    category: ownership('the category'),
    language: ownership('the language'),
    localizations: ownership('title and description in other languages'),
    audioLanguage: ownership('the spoken language'),
    madeForKids: ownership('the declaration that it is made for children'),
    syntheticMedia: ownership('the declaration of synthetic media'),
    paidPromotion: ownership('the declaration of a paid promotion'),
    license: ownership('the license'),
    embeddable: ownership('whether it may be embedded'),
    recordingDate: ownership('the day of the recording'),
    start: ownership('the start of the stream'),
    latency: ownership('the latency preference'),
    dvr: ownership('whether people can rewind the stream'),
    captions: ownership('where captions come from'),
    stream: ownership('which stream the broadcast is bound to'),
    visibility: ownership('who may watch'),
    playlists: ownership('which playlists contain the video'),
    thumbnail: ownership('the thumbnail'),
  })
  .meta({
    description:
      'Who owns each field of a video. Absent: Showrunner; at creation only for fields that only the defaults of the show set.',
    examples: [{ tags: 'full', visibility: 'seed' }],
  });

export const block = z
  .enum(['text', 'sponsors', 'guests', 'chapters', 'links', 'sections', 'neighbours', 'follow', 'footer'])
  .meta({ description: 'A block of the built-in description.', examples: ['links'] });
export const overflow = list(block).meta({
  description: 'Blocks that may be dropped, in this order, when a description is too long.',
  examples: [['links', 'sponsors']],
});

import { z } from 'zod';
import { isZone } from '../../shared/start-time.ts';
import { list, matching, text } from './common.ts';
import { CONTENT_LIMITS } from './limits.ts';

/** What a receiver can be notified of: without `events` the first two. */
export const NOTIFIED_EVENTS = ['needs-a-person', 'cured', 'live', 'ended', 'commit', 'quota'] as const;

/** With this prefix no file can name a variable that was made for something else, such as a token. */
const VARIABLE = /^SHOWRUNNER_NOTIFY_[A-Z0-9_]{1,80}$/;

const variable = (holds: string, example: string) =>
  matching(
    VARIABLE,
    'the name of an environment variable, SHOWRUNNER_NOTIFY_ and capital letters, digits or "_"',
  ).meta({ description: `The environment variable of the worker that holds ${holds}.`, examples: [example] });

const address = matching(
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/,
  'a mail address such as team@academy.example',
);

/** Https, so that the answer comes from who has the name; nothing in it that could be a secret. */
function isOpenUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash, hostname } = new URL(value);
  const isSecret = /(?:^|\.)(?:discord(?:app)?\.com|hooks\.slack\.com)$/.test(hostname);
  return protocol === 'https:' && `${username}${password}${search}${hash}` === '' && !isSecret;
}

const openUrl = text
  .max(CONTENT_LIMITS.url)
  .refine(isOpenUrl, 'an https address without login, "?" or "#"; one that holds a secret goes into urlFrom');

const secretUrl = (service: string, example: string) =>
  z.strictObject({ urlFrom: variable(`the URL of ${service}`, example) });

const digest = z
  .strictObject({
    at: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "08:00"').meta({
      description: 'When, every day.',
      examples: ['08:00'],
    }),
    timezone: text
      .refine(isZone, 'an IANA time zone such as Europe/London')
      .default('UTC')
      .meta({ description: 'IANA time zone of that time.', examples: ['Europe/London'] }),
  })
  .meta({
    description: 'One message every day: what needs a person, and how much happened.',
    examples: [{ at: '08:00', timezone: 'Europe/London' }],
  });

const KINDS = ['discord', 'slack', 'webhook', 'mail'] as const;

const receiver = z
  .strictObject({
    discord: secretUrl('the Discord webhook', 'SHOWRUNNER_NOTIFY_DISCORD')
      .optional()
      .meta({
        description: 'A Discord webhook.',
        examples: [{ urlFrom: 'SHOWRUNNER_NOTIFY_DISCORD' }],
      }),
    slack: secretUrl('the Slack webhook', 'SHOWRUNNER_NOTIFY_SLACK')
      .optional()
      .meta({
        description: 'An incoming webhook of Slack.',
        examples: [{ urlFrom: 'SHOWRUNNER_NOTIFY_SLACK' }],
      }),
    webhook: z
      .strictObject({
        url: openUrl.optional().meta({
          description: 'An https address without a secret in it.',
          examples: ['https://hooks.example/showrunner'],
        }),
        urlFrom: variable('the address, instead of url', 'SHOWRUNNER_NOTIFY_WEBHOOK').optional(),
        secretFrom: variable('the secret that signs each call', 'SHOWRUNNER_NOTIFY_WEBHOOK_SECRET'),
      })
      .refine(({ url, urlFrom }) => (url === undefined) !== (urlFrom === undefined), 'either url or urlFrom')
      .optional()
      .meta({
        description: 'A signed HTTP call with JSON, for programs of your own.',
        examples: [
          { url: 'https://hooks.example/showrunner', secretFrom: 'SHOWRUNNER_NOTIFY_WEBHOOK_SECRET' },
        ],
      }),
    mail: z
      .strictObject({
        to: list(address.meta({ description: 'Who gets it.', examples: ['team@academy.example'] }), 10)
          .min(1)
          .meta({
            description: 'Who gets it; each has a mail of their own.',
            examples: [['team@academy.example']],
          }),
        from: address.meta({ description: 'The sender.', examples: ['showrunner@academy.example'] }),
        smtpFrom: variable(
          'the mail server, smtps://USER:PASSWORD@HOST or smtp://HOST:PORT',
          'SHOWRUNNER_NOTIFY_SMTP',
        ),
      })
      .optional()
      .meta({
        description: 'Mail.',
        examples: [
          {
            to: ['team@academy.example'],
            from: 'showrunner@academy.example',
            smtpFrom: 'SHOWRUNNER_NOTIFY_SMTP',
          },
        ],
      }),
    events: list(
      z.enum(NOTIFIED_EVENTS).meta({
        description: 'One of them.',
        examples: ['live'],
        enumDescriptions: [
          'something waits for a person',
          'it does not any more',
          'a stream began',
          'a stream ended',
          'a commit is done, or done but for what needs you',
          "the day's quota units are used up",
        ],
      }),
    )
      .default(['needs-a-person', 'cured'])
      .meta({
        description: 'What this receiver is notified of at once; [] with a digest: only that.',
        examples: [['needs-a-person', 'cured', 'live', 'ended']],
      }),
    digest: digest.optional(),
  })
  .refine(
    (entry) => KINDS.filter((kind) => entry[kind] !== undefined).length === 1,
    'exactly one of discord, slack, webhook and mail in each item',
  )
  .meta({ title: 'Receiver' });

/** Who is notified of what. The file names environment variables; what is secret is in those. */
export const notify = list(receiver, 10)
  .default([])
  .meta({
    description: 'Who is notified when a person is needed, and of what else.',
    examples: [[{ discord: { urlFrom: 'SHOWRUNNER_NOTIFY_DISCORD' } }]],
  });

export type ReceiverEntry = z.output<typeof receiver>;

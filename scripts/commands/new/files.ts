import { stringify } from 'yaml';

export type EpisodeDraft = {
  readonly title: string;
  readonly show?: string | undefined;
  readonly number?: number | undefined;
  readonly scheduledFor: string;
  readonly timezone?: string | undefined;
  readonly hosts: readonly string[];
  readonly guests: readonly string[];
  /** The free keys of the show's last episode, which its template may need. */
  readonly vars?: unknown;
  /** Keys of another episode, as they are written there. */
  readonly copied?: Readonly<Record<string, unknown>> | undefined;
};

/** An episode's file; comments show what else it can contain. */
export function renderEpisodeFile(draft: EpisodeDraft): string {
  const { title, show, number, scheduledFor, timezone, hosts, guests, copied } = draft;
  const zone =
    timezone === undefined || hasZone(scheduledFor)
      ? ''
      : ` # ${timezone}, the show's time zone; or with another: 2026-12-04T17:00:00Z`;
  const lines = [
    pair('title', title),
    ...(show === undefined ? [] : [pair('show', show)]),
    ...(number === undefined ? [] : [pair('number', number)]),
    `scheduledFor: ${scheduledFor}${zone}`,
    ...(guests.length > 0 ? [pair('guests', guests)] : []),
    ...(copied === undefined ? listHints(draft) : listCopied(copied)),
    ...listComments(hosts),
  ];
  return `${lines.join('\n')}\n`;
}

const listHints = ({ guests, vars }: EpisodeDraft): string[] => [
  ...(guests.length > 0 ? [] : ['# guests: [names-of-files-in-guests]']),
  ...(vars === undefined ? [] : [`${pair('vars', vars)} # as in the show's last episode`]),
];

const listCopied = (copied: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(copied).length === 0 ? [] : stringify(copied, YAML).trimEnd().split('\n');

const hasZone = (text: string): boolean => /(Z|[+-]\d{2}:?\d{2})$/.test(text);

// Text such as `no` and `1:30` is quoted, so that readers of YAML 1.1 read it as text too.
const YAML = { lineWidth: 0, compat: 'yaml-1.1' } as const;

/** One line, `key: value`; lists and mappings in brackets. */
export const pair = (key: string, value: unknown): string =>
  `${key}: ${stringify(value, {
    ...YAML,
    collectionStyle: 'flow',
    flowCollectionPadding: !Array.isArray(value),
  }).trimEnd()}`;

const listComments = (hosts: readonly string[]): string[] => [
  '',
  '# Other keys (docs/content-reference.md lists all):',
  '# duration: 90m',
  `# hosts: [${hosts.join(', ') || 'names-of-files-in-guests'}]  # default: the show's`,
  '# sponsors: [names-of-files-in-sponsors]',
  '# description: |',
  '#   What the stream is about.',
  '# links:',
  '#   - { title: Slides, url: https://example.org/slides }',
  '# tags: [kubernetes]',
  '# thumbnail: { title: A shorter title for the picture }',
  '# visibility: public  # or unlisted, private',
  '# status: draft  # not published to YouTube while this is set',
];

/** A guest's file; comments show what else it can contain. */
export const renderGuestFile = (name: string): string => `${stringify({ name }, YAML)}
# Other keys (docs/content-reference.md lists all):
# of: Organisation
# role: Platform Engineer
# url: https://example.org
# github: handle  # also: bluesky, mastodon, linkedin, twitter, youtube
# avatar: avatars/handle.png  # a picture in guests/; default: initials
`;

import { stringify } from 'yaml';

export type EpisodeDraft = {
  readonly title: string;
  readonly show?: string;
  readonly number?: number;
  readonly scheduledFor: string;
  readonly timezone?: string;
  readonly hosts: readonly string[];
  readonly guests: readonly string[];
  /** Free keys that the show's last episode has, and its template may want. */
  readonly vars?: unknown;
};

/** An episode's file, with what else one may say as comments. */
export function renderEpisodeFile(draft: EpisodeDraft): string {
  const { title, show, number, scheduledFor, timezone, hosts, guests, vars } = draft;
  const zone =
    timezone === undefined
      ? ''
      : ` # ${timezone}, the show's; or with a zone of its own: 2026-12-04T17:00:00Z`;
  const lines = [
    pair('title', title),
    ...(show === undefined ? [] : [pair('show', show)]),
    ...(number === undefined ? [] : [pair('number', number)]),
    `scheduledFor: ${scheduledFor}${hasZone(scheduledFor) ? '' : zone}`,
    ...(guests.length > 0 ? [pair('guests', guests)] : ['# guests: [names-of-files-in-guests]']),
    ...(vars === undefined ? [] : [`${pair('vars', vars)} # as in the show's last episode`]),
    ...renderComments(hosts),
  ];
  return `${lines.join('\n')}\n`;
}

const hasZone = (text: string): boolean => /(Z|[+-]\d{2}:?\d{2})$/.test(text);

/** One line, `key: value`; lists and mappings in brackets. */
const pair = (key: string, value: unknown): string =>
  `${key}: ${stringify(value, {
    collectionStyle: 'flow',
    lineWidth: 0,
    // `no` and `1:30` are texts to us, and should be to every reader of YAML.
    compat: 'yaml-1.1',
    flowCollectionPadding: !Array.isArray(value),
  }).trimEnd()}`;

const renderComments = (hosts: readonly string[]): string[] => [
  '',
  `# What else one may say (docs/content-reference.md has every key):`,
  `# duration: 90m`,
  `# hosts: [${hosts.join(', ') || 'names-of-files-in-guests'}]  # absent: the show's`,
  '# sponsors: [names-of-files-in-sponsors]',
  '# description: |',
  '#   What the stream is about.',
  '# links:',
  '#   - { title: Slides, url: https://example.org/slides }',
  '# tags: [kubernetes]',
  '# thumbnail: { title: A shorter title for the picture }',
  '# visibility: public  # or unlisted, private',
  '# status: draft  # nothing happens on YouTube until it is gone',
];

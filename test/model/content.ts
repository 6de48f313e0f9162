import type { RepositoryFiles } from '../support/repository.ts';

/** The keys of an episode's file that the model uses. `uid` is the model's own id, which survives moves and removals. */
export type EpisodeFile = {
  readonly uid: number;
  readonly title: string;
  readonly text: string;
  readonly guests: readonly string[];
  readonly start: string;
  readonly tags: readonly string[];
  readonly cancelled: boolean;
  readonly id?: string;
  readonly aliases: readonly string[];
  readonly overrides: Overrides;
  readonly broken: boolean;
  /** A hand-written video that the file names; it is over. `kind`: a stream or an upload. */
  readonly claims?: { readonly videoId: string; readonly kind: 'live' | 'video' };
  /** Said by the file itself: who may watch after the stream. */
  readonly after?: 'public';
};
/** Adopted manual edits, word for word. */
export type Overrides = {
  readonly title?: string;
  readonly body?: string;
  readonly tags?: readonly string[];
};
export type GuestFile = { readonly name: string; readonly broken: boolean };

/** All content of one commit. */
export type Tree = {
  readonly episodes: Readonly<Record<string, EpisodeFile>>;
  readonly guests: Readonly<Record<string, GuestFile>>;
  readonly edition: number;
  /** Said by the show of drawn thumbnails, which has few episodes: who may watch after the stream. */
  readonly after: 'unlisted' | 'public';
};

/** What YouTube must show of one episode, computed without domain/. */
export type ExpectedVideo = {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly start: string;
  readonly cancelled: boolean;
  readonly after: 'unlisted' | 'public';
  /** Everything that the thumbnail shows. */
  readonly picture: string;
};

export const PLAYLIST = 'PLtalks';
export const PER_DAY = 2400;
export const RESERVE = 700;
export const CONTENT_GUESTS = ['ada', 'bob', 'cleo'] as const;
const MARKER = 'https://academy.example/watch/';

export const pageOf = (id: string): string => `${MARKER}${id}`;

/** Every third episode has a drawn thumbnail: drawing takes more time than everything else. */
export const hasPicture = (uid: number): boolean => uid % 3 === 0;

export const idOf = (path: string, file: EpisodeFile): string =>
  file.id ?? path.replace(/^episodes\/|\.yaml$/g, '');

export function renderTree(tree: Tree): RepositoryFiles {
  return {
    'academy.yaml': `name: Model Academy
channelId: UCshowrunnerlocal0000000
episodeUrl: "${MARKER}{{ episode.id }}"
streams: { main: "Main encoder" }
manage: full
quota: { perDay: ${PER_DAY}, reserve: ${RESERVE} }
approval: { episodes: 5, percent: 100, units: 1000000 }
`,
    'shows/drawn.yaml': renderShow(tree, tree.after, ''),
    'shows/plain.yaml': renderShow(tree, 'unlisted', 'fields: { thumbnail: keep }\n'),
    ...mapValues(tree.guests, (id) => `guests/${id}.yaml`, renderGuest),
    ...mapValues(tree.episodes, (path) => path, renderEpisode),
  };
}

const mapValues = <T>(
  record: Readonly<Record<string, T>>,
  nameOf: (key: string) => string,
  render: (value: T) => string,
): RepositoryFiles =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [nameOf(key), render(value)]));

const renderShow = ({ edition }: Tree, after: Tree['after'], more: string): string => `name: Talks
title: "{{ episode.title }} | {{ show.name }}"
description: "{{ episode.description }}\\n\\nWith {% for guest in guests %}{{ guest.name }}; {% endfor %}edition ${edition}."
tags: [talks, edition-${edition}]
playlists: [${PLAYLIST}]
visibility: { live: public, after: ${after} }
defaults: { duration: 60m, stream: main }
${more}`;

const renderGuest = ({ name, broken }: GuestFile): string =>
  broken ? `name: ${name}\n  of: [\n` : `name: ${name}\n`;

function renderEpisode(file: EpisodeFile): string {
  const lines = [
    `title: ${file.title}`,
    `show: ${hasPicture(file.uid) ? 'drawn' : 'plain'}`,
    `scheduledFor: ${file.start}`,
    `guests: [${file.guests.join(', ')}]`,
    `tags: [${file.tags.join(', ')}]`,
    `description: ${file.text}`,
    ...(file.id === undefined ? [] : [`id: ${file.id}`]),
    ...(file.aliases.length === 0 ? [] : [`aliases: [${file.aliases.join(', ')}]`]),
    ...(file.cancelled ? ['status: cancelled'] : []),
    ...(file.claims === undefined
      ? []
      : [`kind: ${file.claims.kind}`, `youtube: { videoId: ${file.claims.videoId} }`]),
    ...(file.after === undefined ? [] : [`visibility: { live: public, after: ${file.after} }`]),
    ...renderOverrides(file.overrides),
    ...(file.broken ? ['colour: blue'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function renderOverrides({ title, body, tags }: Overrides): string[] {
  const lines = [
    ...(title === undefined ? [] : [`  title: ${title}`]),
    ...(body === undefined ? [] : [`  description: ${JSON.stringify(body)}`]),
    ...(tags === undefined ? [] : [`  tags: [${tags.join(', ')}]`]),
  ];
  return lines.length === 0 ? [] : ['overrides:', ...lines];
}

/** What the templates above must render. `tree` contains no broken file: see branch.ts. */
export function createExpected(tree: Tree, path: string, file: EpisodeFile): ExpectedVideo {
  const names = file.guests.map((id) => `${tree.guests[id]?.name}; `).join('');
  return {
    id: idOf(path, file),
    title: file.overrides.title ?? `${file.title} | Talks`,
    body: file.overrides.body ?? `${file.text}\n\nWith ${names}edition ${tree.edition}.`,
    tags: file.overrides.tags ?? ['talks', `edition-${tree.edition}`, ...file.tags],
    start: file.start,
    cancelled: file.cancelled,
    after: file.after ?? (hasPicture(file.uid) ? tree.after : 'unlisted'),
    picture: `${file.title} ${names}`,
  };
}

/** Splits a description; `id` is the episode named by the last line that names one. */
export function readDescription(description: string): { body: string; id?: string } {
  const at = description.lastIndexOf(MARKER);
  if (at < 0) return { body: description.trim() };
  const [id = ''] = description.slice(at + MARKER.length).split('#');
  return { body: description.slice(0, at).trim(), id };
}

/** The same for a video whose marker a person took out: all of the description is text. */
export const readTexts = (
  { unmarked }: { readonly unmarked: boolean },
  { description }: { readonly description: string },
): { body: string; id?: string } => (unmarked ? { body: description.trim() } : readDescription(description));

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';

export type ContentOptions = {
  /** Created if absent; becomes a git repository. */
  readonly folder: string;
  readonly episodes: number;
  /** `guest-0001` and on; two of them in each episode. */
  readonly guests: number;
  /** This many episodes, the first ones, were streamed long ago and name their video; the others are announced for 2030 and later. */
  readonly finished: number;
  /** Units a day in academy.yaml; the reserve is 0. */
  readonly perDay: number;
  /** For each number N a guest `regular-N`, who is in the first N episodes as well. */
  readonly regulars?: readonly number[];
};

export type GeneratedRepository = {
  readonly folder: string;
  /** The first commit. */
  readonly head: string;
  /** Writes files and commits them; without files an empty commit. @returns the commit's id */
  commit(files: Readonly<Record<string, string | Buffer>>): Promise<string>;
};

const ENVIRONMENT = {
  GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@example.org',
  GIT_COMMITTER_NAME: 'Bench',
  GIT_COMMITTER_EMAIL: 'bench@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** A content repository of any size with one commit. The same options give the same files. */
export async function createContentRepository(options: ContentOptions): Promise<GeneratedRepository> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const git = async (...args: readonly string[]): Promise<string> =>
    (await execa('git', args, { cwd: folder, env: ENVIRONMENT })).stdout;
  const commit = async (files: Readonly<Record<string, string | Buffer>>): Promise<string> => {
    for (const [path, content] of Object.entries(files)) await write(join(folder, path), content);
    await git('add', '--all');
    const message = `Change ${Object.keys(files)[0] ?? 'nothing'}`;
    await git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  await git('init', '--quiet', '--initial-branch=main');
  return { folder, head: await commit(writeContent(options)), commit };
}

/** A guest's file; another role is another text in every episode they were in. */
export const writeGuest = (name: string, role = 'Platform Engineer'): string =>
  `name: ${name}\nof: Example Systems\nrole: ${role}\ngithub: ${name.toLowerCase().replaceAll(' ', '-')}\nurl: https://example.org/${name.toLowerCase().replaceAll(' ', '-')}\n`;

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function writeContent(options: ContentOptions): Record<string, string> {
  const files: Record<string, string> = {
    'academy.yaml': writeAcademy(options.perDay),
    'shows/workbench.yaml': SHOW,
  };
  for (const count of options.regulars ?? [])
    files[`guests/regular-${count}.yaml`] = writeGuest(`Regular ${count}`);
  for (let index = 0; index < options.guests; index += 1)
    files[`guests/${guestId(index)}.yaml`] = writeGuest(`Guest ${pad(index + 1)}`);
  for (let index = 0; index < options.episodes; index += 1)
    files[`episodes/workbench/${pad(index + 1)}.yaml`] = writeEpisode(options, index);
  return files;
}

const pad = (number: number): string => String(number).padStart(4, '0');
const guestId = (index: number): string => `guest-${pad(index + 1)}`;

const writeAcademy = (perDay: number): string => `name: Bench Academy
channelId: UCshowrunnerbench0000000
episodeUrl: "https://bench.example/watch/{{ episode.id }}"
footer: Made to be measured.
streams: { main: "Main encoder" }
manage: full
fields: { tags: full, thumbnail: full, visibility: seed }
quota: { perDay: ${perDay}, reserve: 0 }
approval: { episodes: 1000000, percent: 100, units: 1000000000 }
`;

const SHOW = `name: Workbench
title: "{{ episode.title }} | {{ show.name }}"
tags: [kubernetes, workbench]
timezone: UTC
defaults: { duration: 60m, visibility: public, categoryId: 28, playlists: [PLshowrunnerWorkbench], stream: main }
`;

function writeEpisode({ guests, finished, regulars = [] }: ContentOptions, index: number): string {
  const number = index + 1;
  const ids = [
    ...regulars.filter((count) => index < count).map((count) => `regular-${count}`),
    ...new Set(guests === 0 ? [] : [guestId(index % guests), guestId((index * 7 + 3) % guests)]),
  ];
  return `title: Part ${number}, built and broken
show: workbench
number: ${number}
scheduledFor: ${startOf(index, finished).toISOString()}
guests: [${ids.join(', ')}]
description: |
  In part ${number} we take a cluster apart and put it together again, with what a day at work has in store.

  Questions are welcome at any time.
links:
  - https://example.org/workbench/${number}
  - { title: Slides, url: "https://example.org/slides/${number}" }
chapters:
  - { time: "00:00", title: Introductions }
  - { time: "05:${String(number % 60).padStart(2, '0')}", title: What is broken }
  - { time: "41:10", title: What was learnt }
tags: [part ${number % 100}, clusters]
${index < finished ? `youtube: { videoId: ${videoIdOf(index)} }\n` : ''}`;
}

/** The id of an episode, by its place from 0 on. */
export const episodeIdOf = (index: number): string => `workbench/${pad(index + 1)}`;

/** The video of a finished episode, by its place from 0 on. */
export const videoIdOf = (index: number): string => `bench${String(index + 1).padStart(6, '0')}`;

const EIGHT_HOURS = 8 * 60 * 60 * 1000;
const FIRST = Date.UTC(2012, 0, 1);
const NEXT = Date.UTC(2030, 0, 1);

const startOf = (index: number, finished: number): Date =>
  new Date(index < finished ? FIRST + index * EIGHT_HOURS : NEXT + (index - finished) * EIGHT_HOURS);

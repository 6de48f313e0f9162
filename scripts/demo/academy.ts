import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Episode } from '../../domain/content/catalog/records.ts';
import { locate } from '../../layout/index.ts';
import { readContentOnDisk } from '../lib/content-on-disk.ts';
import { countDays, moveDate } from './dates.ts';

/** A temporary academy: a real git repository with the sample content. */
export type DemoAcademy = {
  readonly folder: string;
  /** Replaces the text of a file; a missing file has an empty text. */
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Commits everything; returns the full id of the commit. */
  commit(message: string): Promise<string>;
};

const CONTENT = ['academy.yaml', 'episodes', 'guests', 'shows', 'sponsors', 'templates', 'thumbs', 'schemas'];
const AUTHOR = {
  GIT_AUTHOR_NAME: 'Demo',
  GIT_AUTHOR_EMAIL: 'demo@example.org',
  GIT_COMMITTER_NAME: 'Demo',
  GIT_COMMITTER_EMAIL: 'demo@example.org',
};
const DAY_MS = 24 * 3600 * 1000;

/** Copies the sample content to `folder`, moves its dates so that the next stream is in two days, and commits it. */
export async function createAcademy(folder: string, now: number): Promise<DemoAcademy> {
  await mkdir(folder, { recursive: true });
  const git = async (...args: string[]): Promise<string> =>
    (await execa('git', args, { cwd: folder, env: AUTHOR })).stdout;
  await git('init', '--quiet', '--initial-branch=main');
  for (const name of CONTENT) {
    await cp(locate(name), join(folder, name), { recursive: true }).catch(ignoreMissing);
  }
  const academy = openAcademy(folder, git);
  await moveDates(academy, now);
  await academy.commit('Add the sample academy');
  return academy;
}

/** A repository without a file, whose commits have a name. */
export async function createEmptyAcademy(folder: string): Promise<DemoAcademy> {
  await mkdir(folder, { recursive: true });
  const git = async (...args: string[]): Promise<string> =>
    (await execa('git', args, { cwd: folder, env: AUTHOR })).stdout;
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', AUTHOR.GIT_AUTHOR_NAME);
  await git('config', 'user.email', AUTHOR.GIT_AUTHOR_EMAIL);
  return openAcademy(folder, git);
}

/** Commits without the hooks and the signature of the person who runs the demo. */
function openAcademy(folder: string, git: (...args: string[]) => Promise<string>): DemoAcademy {
  return {
    folder,
    edit: async (path, change) => {
      const file = join(folder, path);
      const text = await readFile(file, 'utf8').catch(() => '');
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, change(text));
    },
    commit: async (message) => {
      await git('add', '--all');
      await git('-c', 'commit.gpgSign=false', 'commit', '--quiet', '--no-verify', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Moves upcoming streams so that the first is in two days, and past ones so that the last is at least two days ago. */
async function moveDates(academy: DemoAcademy, now: number): Promise<void> {
  const { catalog } = await readContentOnDisk(academy.folder);
  const dated = Object.values(catalog.episodes).filter(({ start }) => start !== undefined);
  const upcoming = dated.filter(isUpcoming);
  const past = dated.filter((episode) => !isUpcoming(episode));
  const first = Math.min(...upcoming.map(startOf));
  const last = Math.max(...past.map(startOf));
  await moveEpisodes(academy, upcoming, countDays(first, now + 2 * DAY_MS));
  await moveEpisodes(academy, past, Math.min(0, countDays(last, now - 2 * DAY_MS)));
}

/** The sample content names a video for every finished stream. */
const isUpcoming = ({ kind, youtube }: Episode): boolean => kind === 'live' && youtube?.videoId === undefined;
const startOf = ({ start = '' }: Episode): number => Date.parse(start);

async function moveEpisodes(academy: DemoAcademy, episodes: readonly Episode[], days: number): Promise<void> {
  if (days === 0) return;
  for (const { origin } of episodes) await academy.edit(origin.path, (text) => moveDate(text, days));
}

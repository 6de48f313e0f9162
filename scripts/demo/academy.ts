import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Episode } from '../../domain/content/catalog/records.ts';
import { readCatalogOnDisk } from '../content/usable.ts';
import { daysBetween, moveDate } from './dates.ts';

/** The scratch academy: a real git repository made of the sample content. */
export type Academy = {
  readonly folder: string;
  /** Writes a file by what it says now, an empty text where there is none. */
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Commits everything; answers the commit's full id. */
  commit(message: string): Promise<string>;
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONTENT = ['academy.yaml', 'episodes', 'guests', 'shows', 'sponsors', 'templates', 'thumbs', 'schemas'];
const WHO = {
  GIT_AUTHOR_NAME: 'Demo',
  GIT_AUTHOR_EMAIL: 'demo@example.org',
  GIT_COMMITTER_NAME: 'Demo',
  GIT_COMMITTER_EMAIL: 'demo@example.org',
};
const DAY_MS = 24 * 3600 * 1000;

/** Copies the sample content to `folder`, moves its dates so that the next stream is in two days, and commits it. */
export async function createAcademy(folder: string, now: number): Promise<Academy> {
  await mkdir(folder, { recursive: true });
  const git = async (...args: string[]): Promise<string> =>
    (await execa('git', args, { cwd: folder, env: WHO })).stdout;
  await git('init', '--quiet', '--initial-branch=main');
  for (const name of CONTENT) {
    await cp(join(ROOT, name), join(folder, name), { recursive: true }).catch(ignoreMissing);
  }
  const academy = createHands(folder, git);
  await moveDates(academy, now);
  await academy.commit('The sample academy, around today');
  return academy;
}

/** Hooks and signatures of the person who runs the demo are none of its business. */
function createHands(folder: string, git: (...args: string[]) => Promise<string>): Academy {
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

/** Upcoming streams move together, so that the first is in two days; past ones move only where they are not past. */
async function moveDates(academy: Academy, now: number): Promise<void> {
  const { catalog } = await readCatalogOnDisk(academy.folder);
  const dated = Object.values(catalog.episodes).filter(({ start }) => start !== undefined);
  const upcoming = dated.filter((episode) => isUpcoming(episode));
  const past = dated.filter((episode) => !isUpcoming(episode));
  const first = Math.min(...upcoming.map(startOf));
  const last = Math.max(...past.map(startOf));
  await move(academy, upcoming, daysBetween(first, now + 2 * DAY_MS));
  await move(academy, past, Math.min(0, daysBetween(last, now - 2 * DAY_MS)));
}

/** The sample names a video for every stream that is over. */
const isUpcoming = ({ kind, youtube }: Episode): boolean => kind === 'live' && youtube?.videoId === undefined;
const startOf = ({ start = '' }: Episode): number => Date.parse(start);

async function move(academy: Academy, episodes: readonly Episode[], days: number): Promise<void> {
  if (days === 0) return;
  for (const { origin } of episodes) await academy.edit(origin.path, (text) => moveDate(text, days));
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';

/** A real git repository in a temporary folder, for tests. */
export type TestRepository = {
  readonly folder: string;
  git(...args: readonly string[]): Promise<string>;
  /** Writes files into the work tree, without `git add`. */
  write(files: Readonly<Record<string, string | Buffer>>): Promise<void>;
  /** Writes files (`null` removes one) and commits everything; returns the commit's id. */
  commit(files: Readonly<Record<string, string | Buffer | null>>): Promise<string>;
  /** The same at a time, in seconds since 1970; the commits after it are later. */
  commitAt(seconds: number, files: Readonly<Record<string, string | Buffer | null>>): Promise<string>;
};

const ENVIRONMENT = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export const createFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'showrunner-repository-'));
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

export async function createTestRepository(folder: string): Promise<TestRepository> {
  await mkdir(folder, { recursive: true });
  // Each command gets a date one minute later, because git sorts by date.
  let minutes = 0;
  let start = START;
  const git = (...args: readonly string[]) => runGit(folder, args, start + 60 * minutes++);
  await git('init', '--quiet', '--initial-branch=main');
  const write = async (files: Readonly<Record<string, string | Buffer | null>>) => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      if (content === null) await rm(join(folder, path));
      else await writeFile(join(folder, path), content);
    }
  };
  const commit = async (files: Readonly<Record<string, string | Buffer | null>>) => {
    await write(files);
    await git('add', '--all');
    await git(
      'commit',
      '--quiet',
      '--allow-empty',
      '--message',
      `Change ${Object.keys(files).join(' ')}`.slice(0, 60),
    );
    return await git('rev-parse', 'HEAD');
  };
  const commitAt = (seconds: number, files: Readonly<Record<string, string | Buffer | null>>) => {
    start = seconds - 60 * minutes;
    return commit(files);
  };
  return { folder, git, write, commit, commitAt };
}

const START = 1_700_000_000;

async function runGit(folder: string, args: readonly string[], seconds: number): Promise<string> {
  const dates = { GIT_AUTHOR_DATE: `${seconds} +0000`, GIT_COMMITTER_DATE: `${seconds} +0000` };
  const { stdout } = await execa('git', args, { cwd: folder, env: { ...ENVIRONMENT, ...dates } });
  return stdout;
}

/** An academy with one show and one guest, as most tests need it. */
export const ACADEMY = {
  'academy.yaml': `name: Test Academy
channelId: UCxxxxxxxxxxxxxxxxxxxxxx
episodeUrl: "https://academy.example/watch/{{ episode.id }}"
streams: { main: "Main encoder" }
manage: full
`,
  'shows/klustered.yaml': 'name: Klustered\ntimezone: Europe/London\n',
  'guests/ada.yaml': 'name: Ada Lovelace\n',
};

/** The shortest valid episode. */
export const writeEpisode = (title: string, more = ''): string =>
  `title: ${title}\nshow: klustered\nscheduledFor: 2026-12-04T17:00:00Z\nguests: [ada]\n${more}`;

import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { readStoredCredentials } from '../../config/credentials.ts';
import type { Environment } from '../../config/settings.ts';
import { renderShell } from '../../domain/shared/media/shell.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { isError, renderProblemLines } from '../../domain/shared/problem.ts';
import { PACKAGE_NAME } from '../../layout/index.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import { LOCAL_CHANNEL_ID } from '../lib/local-youtube.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { listProblems } from '../lib/problems.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { renderSlug } from '../lib/slug.ts';
import { findWorktree, readWorktree } from '../lib/worktree.ts';
import { type Beginning, listContentFiles, listToolFiles, type NewFile } from './init/files.ts';
import type { Answers } from './init/questions.ts';
import { parseLine } from './new/flag-values.ts';

export const command = defineCommand({
  flags: {
    '--yes': 'ask nothing: what no flag names gets a default',
    '--name <text>': "the academy's name (default: the channel's, else the folder's)",
    '--channel <id>': 'the YouTube channel (default: the one of `login`, else the local YouTube)',
    '--show <name>': 'the name of the first show (default: Episodes)',
    '--host <name>': 'the name of its host, as it is printed (default: user.name of git)',
    '--timezone <zone>': "the show's time zone, as Europe/London (default: this machine's)",
    '--no-ci': 'write no workflows for GitHub',
    '--repository <folder>': 'the root of a git repository (default: the current folder)',
    ...JSON_FLAG,
  },
  run: ({ yes, name, channel, show, host, timezone, ci, repository, json }, env) => {
    const { repository: location } = readOwnSettings(env, { repository });
    const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && json !== true;
    return init({
      ...{ location, env, timezone, isTerminal },
      given: { name, channel, show, host, ci: ci ? undefined : false },
      asks: yes !== true,
    });
  },
});

type Input = {
  readonly location: string;
  readonly env: Environment;
  /** undefined: not named by a flag. */
  readonly given: { readonly [Key in keyof Answers]?: Answers[Key] | undefined };
  readonly timezone: string | undefined;
  readonly asks: boolean;
  readonly isTerminal: boolean;
};

/** Writes the files that an academy starts with. Overwrites nothing, and commits nothing. */
export async function init(input: Input): Promise<Outcome> {
  const folder = await findRoot(input.location);
  assertAnswerable(input);
  assertNew(folder, ['academy.yaml']);
  const beginning = toBeginning(await readAnswers(input, folder), input.timezone);
  const content = listContentFiles(beginning);
  const tools = await listToolFiles(beginning);
  await assertValid(folder, content);
  const { written, kept } = await writeAll(folder, [...content, ...tools]);
  return describeResult({ folder, beginning, written, kept, isInstalled: await isInstalled(folder) });
}

/** Files below the root of another repository would be content of that one. */
async function findRoot(location: string): Promise<string> {
  const root = await findWorktree(location);
  const wanted = await realpath(resolve(location));
  if ((await realpath(root)) === wanted) return root;
  throw new CommandError(
    `${wanted} is inside the repository ${root}: run \`git init\` here first, or run this at its root`,
  );
}

function assertAnswerable({ asks, isTerminal }: Input): void {
  if (!asks || isTerminal) return;
  throw new CommandError(
    'there is no terminal to ask questions at: use --yes, with --name, --channel, --show, --host and --timezone for what should not get a default',
  );
}

function assertNew(folder: string, paths: readonly string[]): void {
  const existing = paths.filter((path) => existsSync(join(folder, path)));
  if (existing.length === 0) return;
  throw new CommandError(
    `nothing was written: ${existing.join(', ')} ${existing.length === 1 ? 'exists' : 'exist'} already. init begins an academy; \`npx showrunner new\` adds to one`,
  );
}

async function readAnswers({ given, asks, env }: Input, folder: string): Promise<Answers> {
  const defaults = await chooseDefaults(env, folder);
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (!asks) return { ...defaults, ...named };
  const { askFor } = await import('./init/questions.ts');
  return askFor(named, defaults);
}

async function chooseDefaults(env: Environment, folder: string): Promise<Answers> {
  const settings = readOwnSettings(env, {});
  const stored = await readStoredCredentials({ ...settings, youtube: { kind: 'google' } }).catch(
    () => undefined,
  );
  return {
    name: stored?.channel.title || basename(folder),
    channel: stored?.channel.id ?? LOCAL_CHANNEL_ID,
    show: 'Episodes',
    host: (await readUserName(folder)) ?? 'The Host',
    ci: true,
  };
}

/** Of the person's own configuration, which our git does not read. */
async function readUserName(folder: string): Promise<string | undefined> {
  const { stdout, failed } = await execa('git', ['config', '--get', 'user.name'], {
    cwd: folder,
    reject: false,
  });
  return failed || stdout.trim() === '' ? undefined : stdout;
}

function toBeginning(answers: Answers, timezone: string | undefined): Beginning {
  const [name, show, host] = [
    parseLine('the name of the academy', answers.name),
    parseLine('the name of the show', answers.show),
    parseLine('the name of the host', answers.host),
  ];
  return {
    name,
    channelId: answers.channel.trim(),
    show: { id: renderSlug(show, 'show'), name: show },
    host: { id: renderSlug(host, 'host'), name: host },
    timezone: timezone ?? findTimezone(),
    ci: answers.ci,
  };
}

/** A zone by the name of a city: another one would be that of this machine only. */
function findTimezone(): string | undefined {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone.includes('/') && !timeZone.startsWith('Etc/') ? timeZone : undefined;
}

/** As `validate` would find it. */
async function assertValid(folder: string, files: readonly NewFile[]): Promise<void> {
  const paths = new Set(files.map(({ path }) => path));
  const problems = listProblems(await readWorktree(folder, ...files)).filter(
    (problem) => isError(problem) && paths.has(problem.path),
  );
  if (problems.length > 0)
    throw new CommandError(
      'nothing was written, the files would be invalid:',
      problems.flatMap(renderProblemLines),
    );
}

type Written = { readonly written: readonly string[]; readonly kept: readonly string[] };

async function writeAll(folder: string, files: readonly NewFile[]): Promise<Written> {
  const exists = ({ path }: NewFile): boolean => existsSync(join(folder, path));
  assertNew(
    folder,
    files.filter(({ isKept }) => isKept !== true).map(({ path }) => path),
  );
  const kept = files.filter(exists);
  const fresh = files.filter((file) => !kept.includes(file));
  for (const { path, text } of fresh) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: 'wx' });
  }
  return { written: fresh.map(({ path }) => path), kept: kept.map(({ path }) => path) };
}

/** The workflows run `npm ci`. */
async function isInstalled(folder: string): Promise<boolean> {
  const manifest = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '');
  return manifest.includes(`"${PACKAGE_NAME}"`);
}

type Result = Written & {
  readonly folder: string;
  readonly beginning: Beginning;
  readonly isInstalled: boolean;
};

function describeResult({ folder, beginning, written, kept, isInstalled: has }: Result): Outcome {
  const { name, channelId, ci } = beginning;
  const next = [
    `git add --all && ${renderShell(['git', 'commit', '-m', `Begin ${name}`])}`,
    'SHOWRUNNER_YOUTUBE=google npx showrunner login',
    'SHOWRUNNER_YOUTUBE=google npx showrunner doctor',
  ];
  const notes = [
    ...kept.map((path) => `kept as it is: ${path}`),
    ...(ci && !has
      ? [
          'The workflows install Showrunner from package.json: install its package here (docs/install.md), and commit package.json and package-lock.json, too.',
        ]
      : []),
    ...(channelId === LOCAL_CHANNEL_ID
      ? ['academy.yaml names the channel of the local YouTube; `npx showrunner login` writes yours.']
      : []),
  ];
  return {
    code: 0,
    text: printLines([
      ...written.map((path) => `wrote ${path}`),
      ...(notes.length === 0 ? [] : ['', ...notes]),
      '',
      'Next:',
      ...next.map((line) => `  ${line}`),
    ]),
    json: { folder, written, kept, channelId, next },
  };
}

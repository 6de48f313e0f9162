import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeCredentials } from '../../config/credentials.ts';
import { readSettings } from '../../config/settings.ts';
import { run } from '../../test/support/command.ts';
import {
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { renderModeline } from '../lib/modeline.ts';
import { readWorktree } from '../lib/worktree.ts';
import { init } from './init.ts';
import { readAcademyChannel } from './login/academy-channel.ts';

const LOCAL = 'UCshowrunnerlocal0000000';
const OURS = 'UCxxxxxxxxxxxxxxxxxxxxxx';

let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(join(folder, 'academy'));
});
afterEach(() => removeFolder(folder));

const start = (more: Partial<Parameters<typeof init>[0]> = {}) =>
  init({
    location: repository.folder,
    env: { SHOWRUNNER_STATE: join(folder, 'state') },
    given: { host: 'Ada Okafor' },
    timezone: 'Europe/London',
    asks: false,
    isTerminal: false,
    ...more,
  });
const read = (path: string): Promise<string> => readFile(join(repository.folder, path), 'utf8');
/** Sorted. */
const listAll = async (): Promise<string[]> =>
  (await repository.git('ls-files', '--others')).split('\n').filter((path) => path !== '');

test('on the command line: an academy that validates, and the next three commands', async () => {
  const args = ['--name', 'Wharf: "live" #1', '--host', 'Łukasz', '--channel', OURS, '--show', '1:30'];
  const made = await run(repository.folder, ['init', '--yes', ...args], { SHOWRUNNER_STATE: folder });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout.split('\n').slice(-4)).toEqual([
    'Next:',
    `  git add --all && git commit -m 'Begin Wharf: "live" #1'`,
    '  SHOWRUNNER_YOUTUBE=google npx showrunner login',
    '  SHOWRUNNER_YOUTUBE=google npx showrunner doctor',
  ]);
  const checked = await run(repository.folder, ['validate']);
  expect(checked).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^no problem: 0 episodes, 1 guest/),
  });
  const { catalog } = await readWorktree(repository.folder);
  expect(catalog?.academy).toMatchObject({ name: 'Wharf: "live" #1', channelId: OURS, manage: 'observe' });
  expect(catalog?.shows['1-30']).toMatchObject({ name: '1:30', hosts: ['lukasz'] });
  const again = await run(repository.folder, ['init', '--yes']);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('academy.yaml exists already') });
});

test('without a terminal it asks nothing, and says which flags there are', async () => {
  await expect(start({ asks: true })).rejects.toThrow(
    /^there is no terminal to ask questions at: use --yes, with/,
  );
  expect(await listAll()).toEqual([]);
});

test('files for git, the editor and CI; the schemas are those of this version, and each file names its own', async () => {
  await start();
  expect(await listAll()).toEqual([
    '.github/workflows/plan.yml',
    '.github/workflows/validate.yml',
    '.gitignore',
    '.nvmrc',
    '.vscode/extensions.json',
    '.vscode/settings.json',
    'academy.yaml',
    'guests/ada-okafor.yaml',
    ...['academy', 'episode', 'guest', 'show', 'sponsor'].map((kind) => `schemas/${kind}.schema.json`),
    'shows/episodes.yaml',
  ]);
  for (const path of ['schemas/show.schema.json', 'docs/examples/plan.yml', 'docs/examples/validate.yml'])
    expect(await read(path.replace('docs/examples', '.github/workflows'))).toBe(await readFile(path, 'utf8'));
  const files = {
    'academy.yaml': 'academy',
    'shows/episodes.yaml': 'show',
    'guests/ada-okafor.yaml': 'guest',
  };
  for (const [path, kind] of Object.entries(files) as [string, 'academy' | 'show' | 'guest'][]) {
    // As `new` writes it, now that the schemas are here.
    expect((await read(path)).split('\n')[0]).toBe(
      renderModeline({ folder: repository.folder, path, kind }).trim(),
    );
  }
  expect(await repository.git('check-ignore', '.showrunner/credentials.json')).not.toBe('');
});

test('the channel and the name are those of the login, else the local YouTube, which login replaces', async () => {
  await start({ given: { host: 'Ada', ci: false } });
  expect(await read('academy.yaml')).toContain(`name: academy\n`);
  const settings = (youtube: string) =>
    readSettings({ SHOWRUNNER_REPOSITORY: repository.folder, SHOWRUNNER_YOUTUBE: youtube });
  expect(await readAcademyChannel(settings('google'))).not.toHaveProperty('channelId');
  expect(await readAcademyChannel(settings('local'))).toMatchObject({ channelId: LOCAL });
  expect((await listAll()).filter((path) => path.startsWith('.github'))).toEqual([]);

  const state = join(folder, 'state');
  await storeCredentials(readSettings({ SHOWRUNNER_STATE: state, SHOWRUNNER_YOUTUBE: 'google' }), {
    ...{ clientId: 'c', clientSecret: 's', refreshToken: 'a-refresh-token', scopes: [] },
    channel: { id: OURS, title: 'Wharf' },
    grantedAt: '2026-11-30T09:00:00Z',
  });
  const second = await createTestRepository(join(folder, 'second'));
  await start({ location: second.folder });
  expect(await readFile(join(second.folder, 'academy.yaml'), 'utf8')).toContain(
    `name: Wharf\nchannelId: ${OURS}\n`,
  );
});

test('what is there is overwritten by nothing', async () => {
  await repository.write({ '.gitignore': 'dist\n', 'guests/ada-okafor.yaml': 'name: Other\n' });
  await expect(start()).rejects.toThrow(/^nothing was written: guests\/ada-okafor\.yaml exists already/);
  expect(await listAll()).toEqual(['.gitignore', 'guests/ada-okafor.yaml']);
  const { json } = await start({ given: { host: 'Bo' } });
  expect(json).toMatchObject({ kept: ['.gitignore'] });
  expect(await read('.gitignore')).toBe('dist\n');
});

test.each([
  [{ given: { channel: 'UCshort' } }, /would be invalid:\nacademy\.yaml:\d+:\d+ {2}wrong-value/],
  [{ timezone: 'London' }, /would be invalid:\nshows\/episodes\.yaml/],
  [{ given: { name: ' ' } }, /^the name of the academy: expected some text/],
])('%j is refused, and nothing is written', async (wrong, expected) => {
  await expect(start(wrong)).rejects.toThrow(expected);
  expect(await listAll()).toEqual([]);
});

test('outside the root of a repository it says what to do', async () => {
  const sub = join(repository.folder, 'sub');
  await mkdir(sub);
  await expect(start({ location: sub })).rejects.toThrow(/is inside the repository .*: run `git init` here/);
  await expect(start({ location: folder })).rejects.toThrow(/Run `git init` there/);
});

import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { readWorktree } from '../../scripts/lib/worktree.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { openRepository } from './index.ts';

const VIDEO = 'youtube: { videoId: K72fOdbxXu8 }\n';
let scratch: string;
let content: TestRepository;
let marker: string;

/** A program that leaves a mark, says something on both outputs, and succeeds. */
async function writeProgram(name: string): Promise<string> {
  const path = join(scratch, name);
  await writeFile(path, `#!/bin/sh\ntouch '${marker}'\necho said; echo said >&2\nexit 0\n`);
  await chmod(path, 0o755);
  return path;
}

/** Signs as gpg does, as far as git looks. */
async function writeSigner(): Promise<string> {
  const path = join(scratch, 'sign');
  await writeFile(
    path,
    '#!/bin/sh\ncat >/dev/null\necho "[GNUPG:] SIG_CREATED x" >&2\necho "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----"\n',
  );
  await chmod(path, 0o755);
  return path;
}

beforeAll(async () => {
  scratch = await createFolder();
  marker = join(scratch, 'a-program-ran');
  content = await createTestRepository(join(scratch, 'content'));
  const signer = await writeSigner();
  await content.git('config', 'gpg.program', signer);
  await content.git('config', 'commit.gpgSign', 'true');
  await content.commit({ ...ACADEMY, 'episodes/k/z.yaml': writeEpisode('First', VIDEO) });
  await content.commit({ 'episodes/k/a.yaml': writeEpisode('Second', VIDEO).replace('17:00', '19:00') });
  await content.commit({ 'guests/ada.yaml': 'nmae: x\n' });
  await content.git('config', '--unset', 'gpg.program');
  await content.git('config', '--unset', 'commit.gpgSign');
});
afterAll(() => removeFolder(scratch));
// The next test file is in this process.
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Everything that is read of a repository, in words that another configuration must not change. */
async function readAll() {
  const repository = await openRepository({ location: content.folder, folder: join(scratch, 'state') });
  const head = await repository.readHead();
  const { catalog, problems, invalidFiles } = await repository.readCatalog(head);
  const worktree = await readWorktree(content.folder);
  return {
    head,
    subject: await repository.readSubject(head),
    time: await repository.readTime(head),
    before: await repository.findCommitBefore(await repository.readTime(head)),
    short: await repository.resolve(head.slice(0, 8)),
    episodes: Object.keys(catalog?.episodes ?? {}),
    guest: catalog?.guests['ada']?.name,
    invalidFiles,
    problems: problems.map(({ path, code }) => `${path} ${code}`),
    onDisk: worktree.problems.map(({ path, code }) => `${path} ${code}`),
  };
}

/** What the common settings must give: the later of two claims is refused, and a broken file has its last version. */
async function expectUsual() {
  const all = await readAll();
  expect(all).toMatchObject({
    subject: 'Change guests/ada.yaml',
    episodes: ['k/z'],
    guest: 'Ada Lovelace',
    problems: ['episodes/k/a.yaml duplicate-video', 'guests/ada.yaml unknown-key'],
    onDisk: ['episodes/k/a.yaml duplicate-video', 'guests/ada.yaml unknown-key'],
    short: all.head,
  });
  expect(await content.git('cat-file', 'commit', 'HEAD')).toContain('gpgsig');
}

it('reads the same with the settings that a person likes', async () => {
  const home = join(scratch, 'home');
  await mkdir(home);
  const program = await writeProgram('liked');
  await writeFile(
    join(home, '.gitconfig'),
    `[log]\n showSignature = true\n date = relative\n decorate = full\n follow = true\n showRoot = false\n mailmap = true
[gpg]\n program = ${program}
[core]\n quotePath = true\n abbrev = 5\n pager = ${program}\n precomposeUnicode = true\n ignoreCase = true
[color]\n ui = always
[diff]\n renames = copies\n noprefix = true\n external = ${program}\n orderFile = /nowhere\n ignoreSubmodules = all
[format]\n pretty = fuller
[i18n]\n logOutputEncoding = UTF-16\n commitEncoding = latin1
[safe]\n directory = *
[alias]\n log = !${program}\n rev-list = !${program}\n cat-file = !${program}
[column]\n ui = always
[status]\n short = true\n`,
  );
  vi.stubEnv('HOME', home);
  await expectUsual();
  expect(existsSync(marker)).toBe(false);
});

it('reads the same when the configuration of the person cannot be read', async () => {
  const home = join(scratch, 'broken-home');
  await mkdir(home);
  await writeFile(join(home, '.gitconfig'), '[unclosed\n');
  vi.stubEnv('HOME', home);
  await expectUsual();
});

it('starts no program that the configuration of a repository names', async () => {
  const program = await writeProgram('hostile');
  const hooks = join(scratch, 'hooks');
  await mkdir(hooks);
  for (const name of [
    'post-checkout',
    'post-index-change',
    'reference-transaction',
    'pre-auto-gc',
    'fsmonitor-watchman',
  ])
    await execa('cp', [program, join(hooks, name)]);
  await content.write({ '.git/info/attributes': '* filter=evil diff=evil merge=evil\n' });
  await appendFile(
    join(content.folder, '.git/config'),
    `[core]
	repositoryFormatVersion = 1
	fsmonitor = ${program}
	hooksPath = ${hooks}
	pager = ${program}
	editor = ${program}
	sshCommand = ${program}
	askPass = ${program}
	gitProxy = ${program}
	alternateRefsCommand = ${program}
	untrackedCache = true
[gpg]
	program = ${program}
[gpg "ssh"]
	program = ${program}
[log]
	showSignature = true
[diff]
	external = ${program}
[diff "evil"]
	command = ${program}
	textconv = ${program}
[filter "evil"]
	clean = ${program}
	smudge = ${program}
	process = ${program}
	required = true
[credential]
	helper = !${program}
[alias]
	rev-parse = !${program}
	rev-list = !${program}
	cat-file = !${program}
	ls-files = !${program}
[pager]
	rev-list = ${program}
	ls-files = ${program}
[uploadpack]
	packObjectsHook = ${program}
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[protocol "ssh"]
	allow = always
[remote "origin"]
	url = ext::${program} %S
	promisor = true
	partialCloneFilter = blob:none
	uploadpack = ${program}
[extensions]
	partialClone = origin
`,
  );
  await content.write({ 'episodes/k/untracked.yaml': writeEpisode('Third').replace('17:00', '21:00') });
  await readAll();
  const repository = await openRepository({ location: content.folder, folder: join(scratch, 'state') });
  // A partial clone would fetch what it lacks.
  await expect(repository.readBlob('f'.repeat(40))).rejects.toMatchObject({ fault: 'unknown-blob' });
  const watch = repository.watch(() => undefined, { pollMs: 50 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await watch.close();
  expect(existsSync(marker)).toBe(false);
});

import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';

const example = (name: string): string =>
  fileURLToPath(new URL(`../../docs/examples/${name}`, import.meta.url));
const BIN = fileURLToPath(new URL('../showrunner.mjs', import.meta.url));

let folder = '';
let content = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  content = join(folder, 'content');
  repository = await createTestRepository(content);
  await mkdir(join(folder, 'bin'));
  // What `npx --no-install showrunner ARGS` runs where it is installed.
  await writeFile(join(folder, 'bin/npx'), `#!/bin/sh\nshift 2\nexec node ${BIN} "$@"\n`, { mode: 0o755 });
});
afterEach(() => removeFolder(folder));

const run = (command: string) =>
  execa('sh', ['-c', command], {
    cwd: content,
    reject: false,
    all: true,
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
      GIT_AUTHOR_NAME: 'Test',
      GIT_AUTHOR_EMAIL: 'test@example.org',
      GIT_COMMITTER_NAME: 'Test',
      GIT_COMMITTER_EMAIL: 'test@example.org',
    },
  });
const OLD_FAULT = { 'episodes/old.yaml': writeEpisode('Old').replace('[ada]', '[adda]') };
const NEW_FAULT = { 'episodes/new.yaml': writeEpisode('New').replace('[ada]', '[bobb]') };

test('the git hook refuses a new fault that is staged, and nothing else', async () => {
  await repository.commit({ ...ACADEMY, ...OLD_FAULT });
  const hook = join(content, '.git/hooks/pre-commit');
  await mkdir(join(content, '.git/hooks'), { recursive: true });
  await copyFile(example('pre-commit'), hook);
  await chmod(hook, 0o755);
  await repository.write({ 'guests/bob.yaml': 'name: Bob\n', ...NEW_FAULT });
  expect((await run('git add guests && git commit -m fine')).exitCode).toBe(0);
  const refused = await run('git add episodes && git commit -m broken');
  expect(refused.exitCode).toBe(1);
  expect(refused.all).toContain('episodes/new.yaml:4:10  unknown-guest');
  expect(refused.all).not.toContain('old.yaml');
});

test("the framework's entry exits with 0 for old problems and 1 for a new one", async () => {
  const { repos } = parse(await readFile(example('pre-commit-config.yaml'), 'utf8'));
  const [hook] = repos[0].hooks;
  await repository.commit({ ...ACADEMY, ...OLD_FAULT });
  expect((await run(hook.entry)).exitCode).toBe(0);
  await repository.write(NEW_FAULT);
  expect((await run(hook.entry)).exitCode).toBe(1);
  const covers = (path: string) => new RegExp(hook.files).test(path);
  expect(
    ['academy.yaml', 'episodes/a/b.yaml', 'templates/x.liquid', 'guests/avatars/a.png'].every(covers),
  ).toBe(true);
});

test("the workflow's step reports what a merge adds, with permission to read only", async () => {
  const text = await readFile(example('validate.yml'), 'utf8');
  const workflow = parse(text);
  expect(Object.keys(workflow.on)).toEqual(['pull_request']);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(text).not.toMatch(/secrets\.|\$\{\{/);
  const { steps } = workflow.jobs.validate;
  expect(steps[0].with['fetch-depth']).toBe(0);

  await repository.commit({ ...ACADEMY, ...OLD_FAULT });
  await repository.git('checkout', '--quiet', '-b', 'proposal');
  await repository.commit(NEW_FAULT);
  await repository.git('checkout', '--quiet', 'main');
  await repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'proposal');
  const { exitCode, stdout } = await run(steps.at(-1).run);
  expect(exitCode).toBe(1);
  expect(stdout.match(/^::error .*/gm)).toEqual([
    expect.stringContaining('file=episodes/new.yaml,line=4,col=10,title=unknown-guest'),
  ]);
});

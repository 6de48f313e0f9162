import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { type ChangeBase, openRepository, type PushOptions, type Repository } from './index.ts';

const FILE = 'episodes/a "quoted" ü.yaml';
const OTHER = 'episodes/other.yaml';

let scratch: string;
let remote: string;
let content: TestRepository;
let repository: Repository;

beforeEach(async () => {
  scratch = await createFolder();
  remote = join(scratch, 'remote.git');
  content = await createTestRepository(join(scratch, 'content'));
  await content.commit({ ...ACADEMY, [FILE]: 'one\n', [OTHER]: 'other\n' });
  await chmod(join(content.folder, FILE), 0o755);
  await content.commit({});
  await content.git('clone', '--quiet', '--bare', '.', remote);
  await content.git('remote', 'add', 'origin', remote);
  repository = await openRepository({
    location: pathToFileURL(remote).href,
    folder: join(scratch, 'state'),
  });
});
afterEach(() => removeFolder(scratch));

const onRemote = async (...args: string[]): Promise<string> =>
  (await execa('git', args, { cwd: remote })).stdout;
const push = (options: PushOptions) => repository.push?.(options);
/** Adds a line to a file. */
const append =
  (line: string, path = FILE) =>
  async ({ readText }: ChangeBase) => ({
    message: `Add ${line}\n`,
    files: [{ path, text: `${await readText(path)}${line}\n` }],
  });
/** Somebody else's commit on the remote's branch. */
async function pushOther(text: string): Promise<void> {
  await content.git('pull', '--quiet', '--rebase', 'origin', 'main');
  await content.commit({ [OTHER]: text });
  await content.git('push', '--quiet', 'origin', 'main');
}

it('changes one file, and keeps its mode and every other file', async () => {
  const before = await onRemote('rev-parse', 'main');
  const commit = await push({ create: append('two') });
  expect(await onRemote('rev-parse', 'main', 'main~1')).toBe(`${commit}\n${before}`);
  expect(await onRemote('show', `main:${FILE}`)).toBe('one\ntwo');
  expect(await onRemote('diff', '--raw', '-z', 'main~1', 'main')).toMatch(/^:100755 100755 \w+ \w+ M\0/);
  expect(await onRemote('log', '-1', '--format=%an: %s', 'main')).toBe('Showrunner: Add two');
  expect(await repository.readHead()).toBe(commit);
  expect(await push({ create: async () => undefined })).toBeUndefined();
});

it('starts again from the new head when somebody else was faster, and forces nothing', async () => {
  let others = 0;
  const commit = await push({
    create: async (base) => {
      if (others < 2) await pushOther(`other ${++others}\n`);
      return append('two')(base);
    },
  });
  expect(await onRemote('rev-parse', 'main')).toBe(commit);
  expect(await onRemote('show', `main:${FILE}`)).toBe('one\ntwo');
  expect(await onRemote('show', `main:${OTHER}`)).toBe('other 2');
});

it('gives up when it is never faster, and says so', async () => {
  let others = 0;
  const create = async (base: ChangeBase) => {
    await pushOther(`other ${++others}\n`);
    return append('two')(base);
  };
  await expect(push({ create })).rejects.toThrow('Somebody else pushed 5 times before us');
  expect(await onRemote('show', `main:${FILE}`)).toBe('one');
});

it('says why when it may not push', async () => {
  const hook = join(remote, 'hooks/pre-receive');
  await writeFile(hook, '#!/bin/sh\necho "this branch is protected" >&2\nexit 1\n');
  await chmod(hook, 0o755);
  await expect(push({ create: append('two') })).rejects.toThrow('this branch is protected');
});

it('makes a branch of its own again from the followed one, with what is not merged yet', async () => {
  const own = (line: string, path?: string) => ({
    ownBranch: 'videos',
    create: async (base: ChangeBase) => {
      const change = await append(line, path)(base);
      return { ...change, files: [...base.unmerged.filter((file) => file.path !== path), ...change.files] };
    },
  });
  await push(own('two'));
  await pushOther('other 1\n');
  await push(own('more', OTHER));
  const files = await onRemote('diff', '--name-only', '-z', 'main', 'videos');
  expect(files.split('\0').filter(Boolean).toSorted()).toEqual([FILE, OTHER]);
  expect(await onRemote('rev-list', '--count', 'main..videos')).toBe('1');
  expect(await onRemote('show', `main:${FILE}`)).toBe('one');

  await onRemote('update-ref', 'refs/heads/main', 'videos');
  await push({
    ownBranch: 'videos',
    create: async (base) => {
      expect(base.unmerged).toEqual([]);
      return undefined;
    },
  });
});

it('is not offered for a repository on this machine', async () => {
  const local = await openRepository({ location: content.folder, folder: join(scratch, 'state') });
  expect(local.push).toBeUndefined();
});

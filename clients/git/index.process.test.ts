import { mkdir, readFile, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defined } from '../../domain/shared/defined.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { openRepository, type Repository } from './index.ts';

const EPISODE = 'episodes/klustered/one.yaml';
let scratch: string;
let content: TestRepository;

beforeEach(async () => {
  scratch = await createFolder();
  content = await createTestRepository(join(scratch, 'content'));
});
afterEach(() => removeFolder(scratch));

const open = (branch?: string): Promise<Repository> =>
  openRepository({
    location: content.folder,
    folder: join(scratch, 'state'),
    ...defined({ branch }),
  });

describe('a catalog', () => {
  it('is read at a commit', async () => {
    const commit = await content.commit({
      ...ACADEMY,
      [EPISODE]: writeEpisode('One'),
      'guests/ada.png': 'x',
    });
    const { catalog, problems, invalidFiles } = await (await open()).readCatalog(commit);
    expect(problems).toEqual([]);
    expect(invalidFiles).toEqual([]);
    expect(catalog?.episodes['klustered/one']?.title).toBe('One');
    expect(catalog?.episodes['klustered/one']?.origin.blob).toBe(
      await content.git('rev-parse', `HEAD:${EPISODE}`),
    );
    expect(catalog?.blobs['guests/ada.png']).toBe(await content.git('rev-parse', 'HEAD:guests/ada.png'));
  });

  it('stays cached for as many commits as may be on YouTube', async () => {
    const first = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    const repository = await open();
    const catalog = await repository.readCatalog(first);
    for (let number = 1; number < 25; number += 1)
      await repository.readCatalog(await content.commit({ [EPISODE]: writeEpisode(`Take ${number}`) }));
    expect(await repository.readCatalog(first)).toBe(catalog);
  });

  it('ignores the working tree and does not touch its index', async () => {
    const commit = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    await content.write({ [EPISODE]: writeEpisode('Dirty'), 'episodes/untracked.yaml': writeEpisode('New') });
    await content.write({ 'episodes/staged.yaml': writeEpisode('Staged') });
    await content.git('add', 'episodes/staged.yaml');
    const index = await readFile(join(content.folder, '.git/index'));
    const repository = await open();
    const { catalog } = await repository.readCatalog(await repository.readHead());
    expect(Object.keys(catalog?.episodes ?? {})).toEqual(['klustered/one']);
    expect(catalog?.episodes['klustered/one']?.title).toBe('One');
    expect(await repository.readHead()).toBe(commit);
    expect(await readFile(join(content.folder, '.git/index'))).toEqual(index);
  });

  it('is the same object for every read of one commit', async () => {
    const commit = await content.commit(ACADEMY);
    const repository = await open();
    const [a, b] = await Promise.all([repository.readCatalog(commit), repository.readCatalog(commit)]);
    expect(a).toBe(b);
    expect(await repository.readCatalog(commit)).toBe(a);
  });

  it('reads only what is new from git for the next commit', async () => {
    const first = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    const repository = await open();
    await repository.readCatalog(first);
    const second = await content.commit({ 'guests/ada.yaml': 'name: Ada King\n' });
    const blob = await content.git('rev-parse', `HEAD:${EPISODE}`);
    await removeFolder(join(content.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const { catalog } = await repository.readCatalog(second);
    expect(catalog?.guests['ada']?.name).toBe('Ada King');
    expect(catalog?.episodes['klustered/one']?.title).toBe('One');
  });

  it('reports links, large files and files that are not text, with their place', async () => {
    await content.write(ACADEMY);
    await mkdir(join(content.folder, 'episodes'));
    await symlink('../academy.yaml', join(content.folder, 'episodes/link.yaml'));
    const commit = await content.commit({
      'guests/large.yaml': `name: ${'x'.repeat(1024 * 1024)}\n`,
      'guests/bytes.yaml': Buffer.from([0x6e, 0xff, 0xfe]),
      'templates/link.txt': 'a file of another kind is nothing to tell',
    });
    const { catalog, problems, invalidFiles } = await (await open()).readCatalog(commit);
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['episodes/link.yaml', 'wrong-type'],
      ['guests/bytes.yaml', 'wrong-value'],
      ['guests/large.yaml', 'wrong-value'],
    ]);
    expect(invalidFiles.map(({ path }) => path)).toEqual(problems.map(({ path }) => path));
    expect(Object.keys(catalog?.guests ?? {})).toEqual(['ada']);
  });

  it('copes with a submodule and unusual paths', async () => {
    await content.write({ ...ACADEMY, 'episodes/a "b"\tc*.yaml': writeEpisode('Odd', 'id: odd\n') });
    await content.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},episodes/elsewhere`);
    await content.git('add', 'academy.yaml', 'shows', 'guests', ':(glob)episodes/*.yaml');
    await content.git('commit', '--quiet', '--message', 'Odd');
    const repository = await open();
    const { catalog, problems } = await repository.readCatalog(await repository.readHead());
    expect(catalog?.episodes['odd']?.title).toBe('Odd');
    expect(problems.map(({ path, code }) => [path, code])).toEqual([['episodes/elsewhere', 'wrong-type']]);
  });

  it('refuses anything but a full commit id', async () => {
    const commit = await content.commit(ACADEMY);
    const repository = await open();
    for (const wrong of ['HEAD', commit.slice(0, 8), 'f'.repeat(40), '--all']) {
      await expect(repository.readCatalog(wrong)).rejects.toMatchObject({ fault: 'unknown-commit' });
    }
  });
});

describe('a head', () => {
  it('is the head of the branch that was checked out at the start, or of the configured one', async () => {
    const main = await content.commit(ACADEMY);
    const onMain = await open();
    await content.git('switch', '--quiet', '--create', 'other');
    const other = await content.commit({ 'guests/bob.yaml': 'name: Bob\n' });
    expect(onMain.branch).toBe('main');
    expect(await onMain.readHead()).toBe(main);
    expect(await (await open('other')).readHead()).toBe(other);
    expect((await open()).branch).toBe('other');
  });

  it('is HEAD itself if it is detached', async () => {
    const commit = await content.commit(ACADEMY);
    await content.git('checkout', '--quiet', '--detach');
    const repository = await open();
    expect(repository.branch).toBe('HEAD');
    expect(await repository.readHead()).toBe(commit);
  });

  it('says what is missing', async () => {
    await expect((await open()).readHead()).rejects.toMatchObject({ fault: 'no-commit', kind: 'stall' });
    await content.commit(ACADEMY);
    await expect((await open('nope')).readHead()).rejects.toThrow(
      'There is no branch "nope"; there are: main.',
    );
  });

  it('is found from a folder inside, a bare repository and a linked work tree', async () => {
    const commit = await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('One') });
    await content.git('clone', '--quiet', '--bare', '.', '../bare.git');
    await content.git('worktree', 'add', '--quiet', '-b', 'linked', '../linked');
    const places = [join(content.folder, 'episodes'), join(scratch, 'bare.git'), join(scratch, 'linked')];
    for (const location of places) {
      const repository = await openRepository({ location, folder: scratch });
      expect(await repository.readHead()).toBe(commit);
      const { catalog } = await repository.readCatalog(commit);
      expect(Object.keys(catalog?.episodes ?? {})).toEqual(['klustered/one']);
    }
  });
});

describe('a name', () => {
  it('becomes a full commit id, or nothing', async () => {
    const first = await content.commit(ACADEMY);
    await content.git('tag', '--annotate', '--message', 'One', 'v1');
    const second = await content.commit({ 'guests/bob.yaml': 'name: Bob\n' });
    const { resolve } = await open();
    expect(await resolve('main')).toBe(second);
    expect(await resolve('main~1')).toBe(first);
    expect(await resolve('v1')).toBe(first);
    expect(await resolve(second.slice(0, 7))).toBe(second);
    for (const wrong of ['nope', '', '--all', 'a b', 'f'.repeat(40), 'HEAD:academy.yaml']) {
      expect(await resolve(wrong)).toBeUndefined();
    }
  });
});

describe('a blob', () => {
  it('is read byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    await content.commit({ ...ACADEMY, 'guests/ada.png': bytes, 'guests/empty.png': '' });
    const { readBlob } = await open();
    expect(bytes.equals(await readBlob(await content.git('rev-parse', 'HEAD:guests/ada.png')))).toBe(true);
    expect(await readBlob(await content.git('rev-parse', 'HEAD:guests/empty.png'))).toHaveLength(0);
  });

  it('is refused if it does not exist or is too large', async () => {
    const commit = await content.commit({ 'large.bin': Buffer.alloc(25 * 1024 * 1024 + 1) });
    const { readBlob } = await open();
    for (const id of [commit, 'f'.repeat(40), 'HEAD', `${commit}\n${commit}`]) {
      await expect(readBlob(id)).rejects.toMatchObject({ fault: 'unknown-blob' });
    }
    const large = await content.git('rev-parse', 'HEAD:large.bin');
    await expect(readBlob(large)).rejects.toMatchObject({ fault: 'too-large' });
  });
});

describe('a location without a repository', () => {
  it('is reported', async () => {
    const empty = join(scratch, 'empty');
    await mkdir(empty);
    for (const location of [empty, join(scratch, 'absent'), '--upload-pack=x']) {
      await expect(openRepository({ location, folder: scratch })).rejects.toMatchObject({
        fault: 'not-a-repository',
        kind: 'stall',
      });
    }
  });

  it('is not blamed if git is not installed', async () => {
    vi.stubEnv('PATH', scratch);
    await expect(open()).rejects.toMatchObject({
      fault: 'no-git',
      message: expect.stringContaining('install it'),
    });
    vi.unstubAllEnvs();
  });

  it('is not replaced by the GIT_DIR of a hook that started us', async () => {
    const commit = await content.commit(ACADEMY);
    const other = await createTestRepository(join(scratch, 'other'));
    await other.commit({ 'a.txt': 'a' });
    vi.stubEnv('GIT_DIR', join(other.folder, '.git'));
    const head = await (await open()).readHead();
    vi.unstubAllEnvs();
    expect(head).toBe(commit);
  });
});

it('reads as far back as a shallow clone reaches', async () => {
  await content.commit({ ...ACADEMY, [EPISODE]: writeEpisode('Too old') });
  const good = await content.commit({ [EPISODE]: writeEpisode('Good') });
  const commit = await content.commit({ [EPISODE]: 'title: [' });
  const url = pathToFileURL(content.folder).href;
  for (const depth of ['1', '2']) {
    await content.git('clone', '--quiet', '--depth', depth, url, `../shallow-${depth}`);
    const repository = await openRepository({ location: join(scratch, `shallow-${depth}`), folder: scratch });
    const { invalidFiles } = await repository.readCatalog(commit);
    expect(invalidFiles).toEqual([depth === '1' ? { path: EPISODE } : { path: EPISODE, from: good }]);
  }
});

it('reports a damaged repository, and does not keep the failure', async () => {
  const commit = await content.commit(ACADEMY);
  const blob = await content.git('rev-parse', 'HEAD:guests/ada.yaml');
  const object = join(content.folder, '.git/objects', blob.slice(0, 2), blob.slice(2));
  const aside = join(scratch, 'aside');
  await rename(object, aside);
  const repository = await open();
  await expect(repository.readCatalog(commit)).rejects.toThrow(
    `The repository is damaged: ${blob} is missing.`,
  );
  await rename(aside, object);
  expect((await repository.readCatalog(commit)).catalog?.guests['ada']?.name).toBe('Ada Lovelace');
});

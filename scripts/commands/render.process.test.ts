import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
  writeEpisode,
} from '../../test/support/git-repository.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { render } from './render.ts';

const SEAL = '#12345678-1234-1234-12345678';

let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
});
afterEach(() => removeFolder(folder));

const renderOne = (name: string, ref?: string) =>
  render({
    settings: readOwnSettings({}, { repository: folder }),
    name,
    ref,
  });

test('title, description with its marker, and tags, each with its count; 0', async () => {
  await repository.write({
    ...ACADEMY,
    'episodes/a/one.yaml': writeEpisode('One', 'tags: [kubernetes, é b]\n'),
  });
  const ran = await run(folder, ['render', 'a/one']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^a\/one: episodes\/a\/one\.yaml, the files in /);
  expect(ran.stdout).toContain('\n\ntitle: 3 of 100 characters\nOne\n\n');
  expect(ran.stdout).toMatch(/\ntags: 16 of 500 characters\nkubernetes, é b$/);
  const [, bytes, text = ''] = /description: (\d+) of 5,000 bytes\n([\s\S]*)\n\ntags/.exec(ran.stdout) ?? [];
  expect(text).toMatch(/\/a\/one$/);
  // The seal depends on the video: it is counted, not printed.
  expect(Buffer.byteLength(text) + SEAL.length).toBe(Number(bytes));
});

test('resolves a former id and a file; a misspelt id gets a suggestion and 1', async () => {
  await repository.write({ ...ACADEMY, 'episodes/a/one.yaml': writeEpisode('One', 'aliases: [a/uno]\n') });
  for (const name of ['a/uno', 'episodes/a/one.yaml', './episodes/a/one.yaml'])
    expect(await renderOne(name)).toMatchObject({
      code: 0,
      json: { id: 'a/one', path: 'episodes/a/one.yaml' },
    });
  const ran = await run(folder, ['render', 'a/onee']);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toBe('showrunner: there is no episode "a/onee". Did you mean "a/one"?');
});

test('--commit reads the tree there; --json has texts, counts and dropped blocks', async () => {
  const pages = [1, 2, 3, 4].map((page) => `https://example.org/${page}${'x'.repeat(1500)}`);
  const links = `overflow: [links]\nlinks: [${pages.join(', ')}]\n`;
  const commit = await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One', links) });
  await repository.write({ 'episodes/one.yaml': writeEpisode('Two') });
  const ran = await run(folder, ['render', 'one', '--commit', 'main', '--json']);
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    ok: true,
    id: 'one',
    commit,
    title: 'One',
    dropped: ['links'],
    counts: { title: { used: 3, limit: 100 }, description: { limit: 5000 }, tags: { used: 0, limit: 500 } },
    problems: [{ code: 'block-dropped' }],
  });
  expect((await renderOne('one')).json).toMatchObject({ title: 'Two', dropped: [] });
});

test('a text that is not for YouTube has no limit', async () => {
  const notes = `title: ${'x'.repeat(101)}\nkind: none\ndescription: "## Notes"\n`;
  await repository.write({ ...ACADEMY, 'episodes/one.yaml': notes });
  const { code, text, json } = await renderOne('one');
  expect([code, text]).toEqual([0, expect.stringContaining('\n\ntitle: 101 characters\nxxx')]);
  expect(json).toMatchObject({ counts: { title: { used: 101 } }, problems: [] });
});

test('a text that is too long is printed with its problem, and 1', async () => {
  await repository.write({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('x'.repeat(101)) });
  const { code, text } = await renderOne('one');
  expect(code).toBe(1);
  expect(text).toContain('title: 101 of 100 characters\nxxx');
  expect(text).toContain('episodes/one.yaml:1:8  title-too-long');
});

test('a broken template is reported at its own position; a broken episode with its problem', async () => {
  await repository.write({
    ...ACADEMY,
    'episodes/one.yaml': writeEpisode('One'),
    'episodes/two.yaml': 'titel: Two\n',
    'templates/blocks/text.liquid': 'Hello\n{{ episode.tilte }}\n',
  });
  const { code, text, json } = await renderOne('one');
  expect(code).toBe(1);
  expect(json).not.toHaveProperty('title');
  expect(text).toContain('templates/blocks/text.liquid:2:4  template-error');
  expect(text).toContain('Did you mean "episode.title"?');
  await expect(renderOne('two')).rejects.toThrow(
    /^episodes\/two\.yaml is invalid:\nepisodes\/two\.yaml:1:1 /,
  );
  const annotated = await run(folder, ['validate', '--format', 'github']);
  expect(annotated.stdout).toContain(
    '::error file=templates/blocks/text.liquid,line=2,col=4,title=template-error::',
  );
});

test('--watch of a commit is refused', async () => {
  await repository.commit(ACADEMY);
  const ran = await run(folder, ['render', 'one', '--watch', '--commit', 'main']);
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('--watch: a commit never changes') });
});

test('--watch renders again when a file changes, prints errors in between, and exits with 0 on Ctrl-C', async () => {
  await repository.write({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  const child = execa('node', [inject('build').showrunner, 'render', 'one', '--watch'], {
    cwd: join(folder, 'guests'),
    reject: false,
  });
  let printed = '';
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const waitFor = (words: string) =>
    expect.poll(() => printed, { timeout: 90_000, interval: 50 }).toContain(words);
  try {
    await waitFor('\nOne\n');
    await writeFile(join(folder, 'episodes/one.yaml'), writeEpisode('Two'));
    await waitFor('\nTwo\n');
    await writeFile(join(folder, 'episodes/one.yaml'), 'titel: [');
    await waitFor('episodes/one.yaml is invalid');
    await writeFile(join(folder, 'episodes/one.yaml'), writeEpisode('Three'));
    await waitFor('\nThree\n');
    await mkdir(join(folder, 'templates/blocks'), { recursive: true });
    await writeFile(join(folder, 'templates/blocks/text.liquid'), 'A block of {{ episode.title }}.');
    await waitFor('A block of Three.');
    expect(printed).not.toContain('\u001b[2J');
  } finally {
    child.kill('SIGINT');
  }
  expect(await child).toMatchObject({ exitCode: 0 });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder, removeFolder } from '../../test/support/git-repository.ts';
import { prepareRelease } from './prepare.ts';

let folder = '';
const git = async (...args: string[]): Promise<string> => (await execa('git', args, { cwd: folder })).stdout;
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

beforeEach(async () => {
  folder = await createFolder();
  await git('init', '--quiet');
  await git('config', 'user.email', 'test@example.org');
  await git('config', 'user.name', 'Test');
  const manifest = { name: 'showrunner', version: '0.2.0' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const packages = { '': manifest };
  await writeFile(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...manifest, lockfileVersion: 3, packages }),
  );
  await writeFile(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- A thing.\n');
  await writeFile(
    join(folder, 'docker-compose.yml'),
    'services:\n  worker:\n    image: showrunner-worker:0.2.0\n',
  );
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'Begin');
});
afterEach(() => removeFolder(folder));

const prepare = (version: string): Promise<void> => prepareRelease({ folder, version, date: '2026-12-24' });

test('a release is one commit with its tag, and the version stands everywhere', async () => {
  await prepare('0.3.0');
  expect(JSON.parse(await read('package.json'))).toMatchObject({ version: '0.3.0' });
  expect(JSON.parse(await read('package-lock.json'))).toMatchObject({ version: '0.3.0' });
  expect(await read('CHANGELOG.md')).toContain('## [0.3.0] - 2026-12-24');
  expect(await read('docker-compose.yml')).toContain('image: showrunner-worker:0.3.0\n');
  expect(await git('log', '--format=%s', '-1')).toBe('Release 0.3.0');
  expect(await git('rev-parse', 'v0.3.0^{commit}')).toBe(await git('rev-parse', 'HEAD'));
  expect(await git('status', '--porcelain')).toBe('');
});

test('what cannot be released changes nothing', async () => {
  await expect(prepare('0.2.0')).rejects.toThrow('0.2.0 is not newer than 0.2.0');
  await expect(prepare('v0.3.0')).rejects.toThrow('"v0.3.0" is no version');
  await git('tag', 'v0.4.0');
  await expect(prepare('0.4.0')).rejects.toThrow('v0.4.0 is tagged already');
  expect(await git('status', '--porcelain')).toBe('');
  await writeFile(join(folder, 'left.txt'), '');
  await expect(prepare('0.3.0')).rejects.toThrow('commit or stash these first:\n?? left.txt');
  expect(await git('log', '--format=%s')).toBe('Begin');
});

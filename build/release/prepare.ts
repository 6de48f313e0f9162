import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { gt, parse } from 'semver';
import { releaseNotes } from './changelog.ts';

type Release = {
  /** A clone without changes. */
  readonly folder: string;
  readonly version: string;
  /** `2026-12-24` */
  readonly date: string;
};

/** The image tag that docker-compose.yml builds and runs. */
const IMAGE = /(image: showrunner-worker:)\S+/;

/**
 * Sets the version wherever it is written, commits that as `Release VERSION` and tags it. Pushes nothing.
 *
 * @throws Error when the version is none, is not newer, is tagged already, or has nothing to tell; then nothing has changed
 */
export async function prepareRelease({ folder, version, date }: Release): Promise<void> {
  const git = (...args: string[]) => execa('git', args, { cwd: folder });
  const { version: before } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  assertNewer(version, before);
  const { stdout: changed } = await git('status', '--porcelain');
  if (changed !== '') throw new Error(`commit or stash these first:\n${changed}`);
  const { stdout: tags } = await git('tag', '--list', `v${version}`);
  if (tags !== '') throw new Error(`v${version} is tagged already`);
  const changelog = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
  const compose = await readFile(join(folder, 'docker-compose.yml'), 'utf8');
  const notes = releaseNotes(changelog, version, date);
  if (!IMAGE.test(compose)) throw new Error('docker-compose.yml has no image showrunner-worker:VERSION');
  await execa('npm', ['version', version, '--no-git-tag-version', '--ignore-scripts'], { cwd: folder });
  await writeFile(join(folder, 'CHANGELOG.md'), notes);
  await writeFile(join(folder, 'docker-compose.yml'), compose.replace(IMAGE, `$1${version}`));
  await git('commit', '--all', '--quiet', '--message', `Release ${version}`);
  await git('tag', '--annotate', `v${version}`, '--message', `Showrunner ${version}`);
}

function assertNewer(version: string, before: string): void {
  if (parse(version)?.version !== version)
    throw new Error(`"${version}" is no version such as 0.3.0 or 0.3.0-rc.1`);
  if (!gt(version, before)) throw new Error(`${version} is not newer than ${before}`);
}

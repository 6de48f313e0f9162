// npm run release -- VERSION [--dry-run]: sets the version, commits and tags. With --dry-run all of that, the package, and what npm would
// publish, in a copy that is removed.
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { locate } from '../../layout/index.ts';
import { readNotes } from './changelog.ts';
import { prepareRelease } from './prepare.ts';

const words = process.argv.slice(2);
const [version = ''] = words.filter((word) => !word.startsWith('-'));
const date = new Date().toISOString().slice(0, 10);

try {
  if (words.includes('--dry-run')) await rehearse();
  else await release();
} catch (error) {
  console.error(`release: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function release(): Promise<void> {
  await prepareRelease({ folder: locate(''), version, date });
  console.log(`Committed and tagged v${version}. To publish it: git push --follow-tags`);
  console.log('Then .github/workflows/release.yml tests it, and publishes the package and the image.');
}

async function rehearse(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-release-'));
  try {
    await execa('git', ['clone', '--quiet', locate(''), folder]);
    await execa('git', ['config', 'user.email', 'release@example.org'], { cwd: folder });
    await execa('git', ['config', 'user.name', 'Rehearsal'], { cwd: folder });
    await prepareRelease({ folder, version, date });
    await symlink(locate('node_modules'), join(folder, 'node_modules'));
    await execa('npm', ['run', 'build'], { cwd: folder });
    const { stdout } = await execa(
      'npm',
      ['publish', './dist', '--dry-run', '--json', '--access', 'public', '--tag', 'rehearsal'],
      {
        cwd: folder,
      },
    );
    const notes = readNotes(await readFile(join(folder, 'CHANGELOG.md'), 'utf8'), version);
    console.log(
      `v${version}: ${notes.split('\n').length} lines of notes. npm would publish ${describe(stdout)}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Packed = {
  readonly id: string;
  readonly entryCount: number;
  readonly size: number;
  readonly unpackedSize: number;
};

/** What npm says, which is by the name of the package, or the package alone. */
function describe(json: string): string {
  const said = JSON.parse(json) as Packed | Readonly<Record<string, Packed>>;
  const packed = 'entryCount' in said ? (said as Packed) : Object.values(said)[0];
  if (packed === undefined) throw new Error('npm says nothing about the package');
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  return `${packed.id}: ${packed.entryCount} files, ${megabytes(packed.size)}, unpacked ${megabytes(packed.unpackedSize)}`;
}

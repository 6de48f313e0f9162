import { existsSync } from 'node:fs';
import { cp, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { buildPackage } from '../../build/package.ts';
import { locate } from '../../layout/index.ts';
import { withCleanup } from './cleanup.ts';
import { readCpuOfEnded } from './cpu.ts';
import { createFolder } from './folder.ts';
import { startCommand } from './process.ts';
import type { BenchRow, Measure } from './row.ts';
import { type Duration, describeDurations, median, megabytes, seconds, time } from './statistics.ts';

const RUNS = 5;
const SAMPLE = ['academy.yaml', 'episodes', 'guests', 'shows', 'sponsors', 'thumbs'];

/** The package as it is installed, and beside it the clone: size, the command line, the start. */
export const measurePackage: Measure = ({ quick, print }) =>
  withCleanup(async (later) => {
    const folder = await createFolder(later);
    const root = join(folder, 'package');
    await buildPackage(root);
    await symlink(locate('node_modules'), join(root, 'node_modules'));
    print('built');
    const academy = await copySample(join(folder, 'academy'));
    const places = { bin: join(root, 'bin/showrunner.cjs'), academy, runs: quick ? 1 : RUNS };
    return [
      await measureSize(root),
      ...(await measureCommand(places, ['--help'], { ms: 100 })),
      ...(await measureCommand(places, ['validate'], { ms: 800, cpu: 1500 })),
      await measureStart(places, folder),
    ];
  });

type Places = { readonly bin: string; readonly academy: string; readonly runs: number };
type Goal = { readonly ms: number; readonly cpu?: number };

async function copySample(to: string): Promise<string> {
  for (const name of SAMPLE) await cp(locate(name), join(to, name), { recursive: true });
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], { cwd: to });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Begin');
  return to;
}

const LARGEST_MB = 300;

/** With what npm installs for it on this platform. */
async function measureSize(root: string): Promise<BenchRow> {
  const own = (await readdir(root)).filter((name) => name !== 'node_modules').map((name) => join(root, name));
  const sizes = await Promise.all([...own, ...(await listInstalled(root))].map(sizeOf));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return {
    what: 'the package with its dependencies',
    measured: megabytes(bytes),
    goal: `${LARGEST_MB} MB`,
    met: bytes < LARGEST_MB * 1024 * 1024,
  };
}

/** The folders of all packages that a package needs, directly or not, in our own node_modules. */
async function listInstalled(root: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const visit = async (folder: string): Promise<void> => {
    const { dependencies, optionalDependencies } = JSON.parse(
      await readFile(join(folder, 'package.json'), 'utf8'),
    ) as Partial<Record<'dependencies' | 'optionalDependencies', Record<string, string>>>;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const next = locate(join('node_modules', name));
      // An optional one is of another platform.
      if (found.has(next) || !existsSync(next)) continue;
      found.add(next);
      await visit(next);
    }
  };
  await visit(root);
  return [...found];
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.size;
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function measureCommand(
  { bin, academy, runs }: Places,
  args: readonly string[],
  { ms, cpu }: Goal,
): Promise<readonly BenchRow[]> {
  const repeat = async (program: string): Promise<readonly Duration[]> => {
    const durations: Duration[] = [];
    for (let run = 0; run < runs; run += 1) {
      const before = await readCpuOfEnded();
      const ran = await time(() => execa(process.execPath, [program, ...args], { cwd: academy }));
      durations.push({ ms: ran.ms, cpu: (await readCpuOfEnded()) - before });
    }
    return durations;
  };
  const built = await repeat(bin);
  const sources = await repeat(locate('scripts/showrunner.mjs'));
  const what = `\`showrunner ${args.join(' ')}\` of the sample`;
  const goal = cpu === undefined ? seconds(ms) : `${seconds(ms)} (CPU ${seconds(cpu)})`;
  const isMet =
    median(built.map((one) => one.ms)) < ms &&
    (cpu === undefined || median(built.map((one) => one.cpu)) < cpu);
  return [
    { what: `${what}, installed`, measured: describeDurations(built), goal, met: isMet },
    { what: `${what}, from sources`, measured: describeDurations(sources), goal: '' },
  ];
}

const START_MS = 3000;

async function measureStart({ bin, academy, runs }: Places, folder: string): Promise<BenchRow> {
  const durations: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const env = {
      SHOWRUNNER_REPOSITORY: academy,
      SHOWRUNNER_STATE: join(folder, `state-${run}`),
      SHOWRUNNER_TEMPORAL_PORT: '0',
      SHOWRUNNER_TEMPORAL_UI_PORT: '0',
      SHOWRUNNER_YOUTUBE_PORT: '0',
    };
    const { ms, value } = await time(() =>
      startCommand(process.execPath, [bin, 'start'], env, /\d s {2}ready/),
    );
    durations.push(ms);
    await value.stop();
  }
  const ms = median(durations);
  return {
    what: `\`showrunner start\` to ready, installed (median of ${runs})`,
    measured: seconds(ms),
    goal: seconds(START_MS),
    met: ms < START_MS,
  };
}

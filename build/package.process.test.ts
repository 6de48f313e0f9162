import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { locate, PACKAGE_NAME } from '../layout/index.ts';
import { cleanEnvironment, runFromSource } from '../test/support/command.ts';
import { until } from '../test/support/until.ts';
import { lintPackage } from './lint.ts';

// The packed file, unpacked as npm does it, in a folder that holds nothing else; its dependencies are linked from our own node_modules.

let folder = '';
let academy = '';
let bin = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-package-'));
  academy = join(folder, 'academy');
  const installed = join(academy, 'node_modules', PACKAGE_NAME);
  await mkdir(installed, { recursive: true });
  const pack = ['pack', inject('build').folder, '--pack-destination', folder, '--json'];
  const { stdout } = await execa('npm', pack, { cwd: folder });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await execa('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components', '1']);
  for (const name of Object.keys((await readManifest(installed)).dependencies)) {
    const link = join(academy, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(locate(join('node_modules', name)), link);
  }
  bin = join(installed, (await readManifest(installed)).bin.showrunner);
  await git('init', '--quiet', '--initial-branch=main');
  await writeFile(join(academy, '.gitignore'), 'node_modules/\n.showrunner/\n');
});
afterAll(() => rm(folder, { recursive: true }));

type Manifest = {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin: { readonly showrunner: string };
  readonly version: string;
};

const readManifest = async (root: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;

const OPTIONS = { extendEnv: false, reject: false } as const;
const PORTS = {
  SHOWRUNNER_TEMPORAL_PORT: '0',
  SHOWRUNNER_TEMPORAL_UI_PORT: '0',
  SHOWRUNNER_YOUTUBE_PORT: '0',
};

const git = (...args: readonly string[]) =>
  execa('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: academy });

const showrunner = (...args: readonly string[]) =>
  execa(process.execPath, [bin, ...args], { ...OPTIONS, cwd: academy, env: cleanEnvironment() });

describe.sequential('the packed file in an empty folder', () => {
  test('has every command and flag of the sources, and needs no compiler', async () => {
    // It loads the module of every command.
    const { stdout } = await showrunner('completion', 'fish');
    expect(stdout).toBe((await runFromSource(academy, ['completion', 'fish'])).stdout);
    expect(stdout.split('\n').length).toBeGreaterThan(150);
    expect((await showrunner('--version')).stdout).toBe((await readManifest(locate('.'))).version);
    const compilers = ['tsx', 'typescript', 'esbuild', 'webpack'];
    expect(compilers.filter((name) => existsSync(join(academy, 'node_modules', name)))).toEqual([]);
  });

  test('the map of the workflows names places and holds no sources, as a worker keeps it several times', async () => {
    const code = await readFile(join(dirname(bin), '..', 'lib', 'workflows.cjs'), 'utf8');
    const [, encoded = ''] = /sourceMappingURL=data:[^,]*base64,(\S+)/.exec(code) ?? [];
    const map = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Record<string, unknown>;
    expect(map).not.toHaveProperty('sourcesContent');
    expect(map['mappings']).toMatch(/^[\w+/;,]{1000}/);
  });

  test('init, a commit and start: an episode gets its broadcast and its thumbnail', async () => {
    const made = await showrunner('init', '--yes', '--name', 'Wharf', '--timezone', 'Europe/London');
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    const academyFile = join(academy, 'academy.yaml');
    const text = await readFile(academyFile, 'utf8');
    await writeFile(academyFile, text.replace('manage: observe', 'manage: full'));
    // YouTube stores whole seconds.
    const at = new Date(Date.now() + 14 * 24 * 3600 * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
    expect(await showrunner('new', 'episode', 'Bread 🍞 and more', '--at', at)).toMatchObject({
      exitCode: 0,
    });
    expect(await showrunner('validate')).toMatchObject({ exitCode: 0 });
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Begin');
    const { child, output } = start();
    try {
      await until(
        async () => output(),
        (text) => text.includes('broadcast created') && text.includes('thumbnail uploaded'),
      );
      expect(output()).toContain('ready');
      // Databases and logs are in no `git add --all`, whatever .gitignore says.
      expect(existsSync(join(academy, '.showrunner', '.gitignore'))).toBe(true);
      await until(
        () => showrunner('status'),
        ({ exitCode }) => exitCode === 0,
      );
      // Its own files alone: the worker of this academy uses the state folder.
      const second = start();
      expect((await second.child).exitCode).toBe(1);
      expect(second.output()).toContain('another Showrunner is using it');
    } finally {
      child.kill('SIGINT');
    }
    expect((await child).exitCode).toBe(0);
  });

  test('says nothing wrong about itself', async () => {
    expect(await lintPackage(dirname(dirname(bin)))).toEqual([]);
  });

  test('on a Node that is too old says so', async () => {
    const code = `Object.defineProperty(process.versions, 'node', { value: '18.20.1' }); require(${JSON.stringify(bin)})`;
    const ran = await execa(process.execPath, ['--eval', code], { ...OPTIONS, cwd: academy });
    expect(ran).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr:
        'showrunner: Node 18.20.1 is too old, as Showrunner needs >=20.19.0: install the current LTS from https://nodejs.org, and start again',
    });
  });

  test('without a package that draws: validate says what to install, and calls no picture unusable', async () => {
    const link = join(academy, 'node_modules', '@resvg', 'resvg-js');
    await rm(link);
    const { exitCode, stdout, stderr } = await showrunner('validate');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^showrunner: no thumbnail can be drawn on this machine: .*@resvg\/resvg-js.*Install Showrunner again/,
    );
    expect(stdout).not.toContain('unusable-picture');
    expect(stdout).not.toContain('missing-glyph');
  });
});

function start() {
  const env = { ...cleanEnvironment(), ...PORTS };
  const child = execa(process.execPath, [bin, 'start'], { ...OPTIONS, cwd: academy, env, all: true });
  let text = '';
  child.all.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { child, output: () => text };
}

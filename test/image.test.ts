import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, inject, it } from 'vitest';
import { bundlePrograms } from '../build/programs.ts';
import { locate } from '../layout/index.ts';

/** Whether Docker sends a file of this clone to the build. Of its patterns only those that .dockerignore has are known here. */
function isSent(path: string): boolean {
  const lines = readFileSync(locate('.dockerignore'), 'utf8').split('\n');
  const named = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  return !path.endsWith('.test.ts') && named.some((name) => path === name || path.startsWith(`${name}/`));
}

it('the build of the image gets every source of a program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-image-'));
  try {
    const { inputs } = await bundlePrograms(folder);
    const own = inputs.filter((path) => !path.startsWith('node_modules/') && existsSync(locate(path)));
    expect(own.length).toBeGreaterThan(500);
    expect(own.filter((path) => !isSent(path))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('the build of the image gets every file that the package has from this clone', () => {
  const { folder } = inject('build');
  const copied = ['bin', 'docs', 'schemas', 'tools', '.nvmrc', 'CHANGELOG.md', 'LICENSE'].flatMap((name) =>
    listFiles(join(folder, name)).map((path) => relative(folder, path)),
  );
  expect(copied.length).toBeGreaterThan(10);
  expect(copied.filter((path) => !existsSync(locate(path)) || !isSent(path))).toEqual([]);
});

it('the package has the programs that the image starts', () => {
  const { folder } = inject('build');
  const text = ['Dockerfile', 'docker-compose.yml']
    .map((path) => readFileSync(locate(path), 'utf8'))
    .join('\n');
  const started = [...text.matchAll(/\/opt\/showrunner\/([\w./-]+\.[cm]js)/g)].map(([, path = '']) => path);
  expect(new Set(started)).toEqual(new Set(['bin/showrunner.cjs', 'lib/health.mjs', 'lib/worker.mjs']));
  expect(started.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
});

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => listFiles(join(path, name)));
}

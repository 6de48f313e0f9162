import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { locate } from '../../layout/index.ts';
import { createFolder, createTestRepository, removeFolder } from '../../test/support/git-repository.ts';
import { until } from '../../test/support/until.ts';
import { createObjectProcesses } from './object-process.ts';

let folder = '';
let started: ChildProcessWithoutNullStreams[] = [];
beforeEach(async () => {
  folder = await createFolder();
  started = [];
});
afterEach(() => removeFolder(folder));

const open = () =>
  createObjectProcesses(async (args) => {
    const child = spawn('git', args, { cwd: folder });
    started.push(child);
    return child;
  });

test('readers at the same time and one after the other share a process, which sees newer commits', async () => {
  const content = await createTestRepository(folder);
  await content.commit({ 'a.txt': 'A' });
  const objects = open();
  const [one, two] = await Promise.all([
    objects.read(['HEAD:a.txt']),
    objects.read(['HEAD:a.txt', 'HEAD:b']),
  ]);
  expect(one.map(({ bytes }) => bytes.toString())).toEqual(['A']);
  expect(two.map(({ info }) => info?.size)).toEqual([1, undefined]);
  await content.commit({ 'b.txt': 'B' });
  const id = await content.git('rev-parse', 'HEAD:b.txt');
  expect((await objects.read([id])).map(({ bytes }) => bytes.toString())).toEqual(['B']);
  expect(started).toHaveLength(1);
});

test('one that was killed fails those who wait, and the next request starts another', async () => {
  const content = await createTestRepository(folder);
  await content.commit({ 'a.txt': 'A' });
  const objects = open();
  await objects.describe(['HEAD']);
  started[0]?.kill('SIGSTOP');
  const waiting = objects.describe(['HEAD:a.txt']);
  started[0]?.kill('SIGKILL');
  await expect(waiting).rejects.toMatchObject({ fault: 'git-failed' });
  expect((await objects.describe(['HEAD:a.txt']))[0]?.info?.type).toBe('blob');
  expect(started).toHaveLength(2);
});

test('one without requests ends by itself', async () => {
  const content = await createTestRepository(folder);
  await content.commit({ 'a.txt': 'A' });
  const objects = open();
  await objects.describe(['HEAD']);
  await until(
    async () => started[0]?.exitCode,
    (code) => code === 0,
  );
  expect((await objects.describe(['HEAD']))[0]?.info?.type).toBe('commit');
  expect(started).toHaveLength(2);
});

test('one that is old is replaced, as it may hold files that git has removed, and ends', async () => {
  const content = await createTestRepository(folder);
  await content.commit({ 'a.txt': 'A' });
  const objects = open();
  await objects.describe(['HEAD']);
  const later = performance.now() + 31_000;
  vi.spyOn(performance, 'now').mockReturnValue(later);
  onTestFinished(() => void vi.restoreAllMocks());
  expect((await objects.describe(['HEAD']))[0]?.info?.type).toBe('commit');
  expect(started).toHaveLength(2);
  await until(
    async () => started[0]?.exitCode,
    (code) => code === 0,
  );
});

test('a program that asks nothing more ends at once', async () => {
  const content = await createTestRepository(folder);
  await content.commit({ 'a.txt': 'A' });
  const program = `
    import { spawn } from 'node:child_process';
    import { createObjectProcesses } from ${JSON.stringify(locate('clients/git/object-process.ts'))};
    let child;
    const objects = createObjectProcesses(async (args) => {
      child = spawn('git', args, { cwd: ${JSON.stringify(folder)} });
      return child;
    });
    const [answer] = await objects.read(['HEAD:a.txt']);
    process.on('exit', () => console.log(answer.bytes.toString(), child.exitCode));
  `;
  const { stdout } = await execa(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    {
      cwd: locate('.'),
    },
  );
  // git still waited for a request.
  expect(stdout).toBe('A null');
});

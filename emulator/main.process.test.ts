import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createControl } from '../test/support/emulator-client.ts';

let folder = '';
let children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'youtube-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true });
});

function start(...flags: string[]): ChildProcess {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--state', folder, ...flags], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function readUrl(child: ChildProcess): Promise<string> {
  const [line] = await once(child.stdout ?? child, 'data');
  return (
    /^local YouTube on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(String(line))?.[1] ?? `no address in: ${line}`
  );
}

test('kill -9 loses no answered call', async () => {
  const child = start();
  const control = createControl(await readUrl(child));
  await control('/seed', { videos: [{ id: 'video-00001', title: 'One' }] });
  await control('/studio/video-00001', { title: 'Two' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const again = createControl(await readUrl(start()));
  expect(await again('/videos/video-00001')).toMatchObject({ title: 'Two' });
  expect(await again('/writes')).toHaveLength(1);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s stops it cleanly', async (signal) => {
  const child = start();
  await readUrl(child);
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('it stops when its parent dies', async () => {
  const child = start('--with-parent');
  await readUrl(child);
  child.stdin?.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a port in use gives one line', async () => {
  const { port } = new URL(await readUrl(start()));
  const second = start('--port', port);
  const [line] = await once(second.stderr ?? second, 'data');
  expect(String(line)).toBe(
    `local YouTube: port ${port} is in use; choose another one with --port, or 0 for any\n`,
  );
  expect(await once(second, 'exit')).toEqual([1, null]);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { writeScript } from '../../test/support/temporal/stand-in.ts';
import { startWatched } from './watchdog.ts';

const OWNER = fileURLToPath(new URL('../../test/support/temporal/watch-and-wait.ts', import.meta.url));
const output = openSync('/dev/null', 'w');

/** A server that writes its process id when it starts, and "ended" when it is stopped. */
async function writeServer(): Promise<{ command: string; notes: () => Promise<string[]> }> {
  const folder = await createFolder();
  const file = join(folder, 'notes');
  const command = await writeScript(
    join(folder, 'server'),
    `trap 'echo ended >> ${file}; exit 0' TERM\necho $$ >> ${file}\nwhile :; do sleep 0.05; done`,
  );
  return {
    command,
    notes: async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean),
  };
}

async function startOwner(command: string): Promise<ChildProcess> {
  // In a process group of its own, as in a shell: Ctrl-C goes to the whole group.
  const owner = spawn('node', ['--import', 'tsx', OWNER, command], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (owner.stdout) await once(owner.stdout, 'data');
  return owner;
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const soon = { timeout: 5_000, interval: 20 };

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'the server shuts down when its owner ends by %s',
  async (signal) => {
    const { command, notes } = await writeServer();
    const owner = await startOwner(command);
    await vi.waitFor(async () => expect(await notes()).toHaveLength(1), soon);
    const pid = Number((await notes())[0]);
    owner.kill(signal);
    await vi.waitFor(async () => expect(await notes()).toEqual([String(pid), 'ended']), soon);
    await vi.waitFor(() => expect(lives(pid)).toBe(false), soon);
  },
);

test('Ctrl-C reaches only the owner', async () => {
  const { command, notes } = await writeServer();
  const owner = await startOwner(command);
  await vi.waitFor(async () => expect(await notes()).toHaveLength(1), soon);
  const interrupted = owner.stdout && once(owner.stdout, 'data');
  process.kill(-(owner.pid ?? 0), 'SIGINT');
  await interrupted;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await notes()).toHaveLength(1);
  expect(lives(Number((await notes())[0]))).toBe(true);
  owner.kill('SIGKILL');
  await vi.waitFor(async () => expect(await notes()).toContain('ended'), soon);
});

test('stop ends the server and waits for it', async () => {
  const { command, notes } = await writeServer();
  const server = startWatched({ command, args: [], env: process.env, cwd: '/', output });
  await vi.waitFor(async () => expect(await notes()).toHaveLength(1), soon);
  await server.stop();
  expect((await notes())[1]).toBe('ended');
  expect(lives(Number((await notes())[0]))).toBe(false);
  await server.stop();
});

test('reports how a server ended by itself', async () => {
  const start = (command: string, ...args: string[]) =>
    startWatched({ command, args, env: process.env, cwd: '/', output });
  expect(await start('sh', '-c', 'exit 7').ended).toBe(7);
  expect(await start('/nowhere/temporal').ended).toBe(127);
});

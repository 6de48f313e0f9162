import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLocalYouTube } from './local-youtube.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-youtube-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A program that writes its process id, and does not end by SIGTERM. */
const STUBBORN = `
import { writeFileSync } from 'node:fs';
writeFileSync(process.argv[process.argv.indexOf('--state') + 1] + '.pid', String(process.pid));
process.on('SIGTERM', () => console.error('not yet'));
setInterval(() => undefined, 1000);
console.error('still reading');
`;

const readPid = (state: string): Promise<number> => readFile(`${state}.pid`, 'utf8').then(Number);
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('one that never gets ready is killed, and the message says what it printed', async () => {
  const entry = join(folder, 'stubborn.mjs');
  await writeFile(entry, STUBBORN);
  const state = join(folder, 'never');
  const patienceMs = 3000;
  await expect(startLocalYouTube({ port: 0, folder: state, entry, patienceMs })).rejects.toThrow(
    /not ready within 3 s: start again when .* It printed:\nstill reading/,
  );
  expect(isRunning(await readPid(state))).toBe(false);
});

test('one that is not needed any more is ended at once', async () => {
  const entry = join(folder, 'patient.mjs');
  await writeFile(entry, STUBBORN.replace(/process\.on.*\n/, ''));
  const state = join(folder, 'aborted');
  const { signal, abort } = createAbort();
  const starting = startLocalYouTube({ port: 0, folder: state, entry, signal });
  const pid = await vi.waitFor(() => readPid(state), 30_000);
  abort();
  await expect(starting).rejects.toThrow('the start was interrupted');
  expect(isRunning(pid)).toBe(false);
});

test('one that ends at once says how, and where its data is', async () => {
  const entry = join(folder, 'broken.mjs');
  await writeFile(entry, 'console.error("the journal is damaged"); process.exitCode = 3;');
  const state = join(folder, 'broken');
  await expect(startLocalYouTube({ port: 0, folder: state, entry })).rejects.toThrow(
    `ended while it started, with exit code 3:\nthe journal is damaged\nIts data is in ${state}`,
  );
});

function createAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

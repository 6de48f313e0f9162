import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

test('npm start on the state of another version says what to delete, and starts nothing', async () => {
  const state = await mkdtemp(join(tmpdir(), 'showrunner-state-'));
  await mkdir(join(state, 'temporal'));
  await writeFile(join(state, 'temporal', 'temporal.db'), '');
  await writeFile(join(state, 'version'), '0.0\n');
  const { exitCode, stderr } = await execa(process.execPath, ['--import', 'tsx', MAIN], {
    env: { PATH: process.env['PATH'], SHOWRUNNER_STATE: state },
    extendEnv: false,
    reject: false,
    timeout: 60_000,
  });
  expect(stderr).toContain(`showrunner: the workflows in ${state}/temporal were started by Showrunner 0.0`);
  expect(exitCode).toBe(1);
  expect(['running.json', 'youtube', 'repository'].filter((name) => existsSync(join(state, name)))).toEqual(
    [],
  );
  await rm(state, { recursive: true });
});

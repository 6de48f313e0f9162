import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assertStateVersion, recordStepBack } from './state-version.ts';

let state = '';
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'showrunner-state-'));
});
afterEach(() => rm(state, { recursive: true, force: true }));

async function addDatabase(): Promise<void> {
  await mkdir(join(state, 'temporal'));
  await writeFile(join(state, 'temporal', 'temporal.db'), '');
}

test('a new folder gets the running version, which may start on it again', async () => {
  const folder = join(state, 'new');
  await assertStateVersion(folder, '0.2.0');
  expect(await readFile(join(folder, 'version'), 'utf8')).toBe('0.2\n');
  await assertStateVersion(folder, '0.2.0');
});

test('a patch release continues the workflows', async () => {
  await assertStateVersion(state, '0.2.0');
  await addDatabase();
  await assertStateVersion(state, '0.2.7');
});

test('workflows of 0.1, which wrote no version, are an error that says what to delete', async () => {
  await addDatabase();
  await expect(assertStateVersion(state, '0.2.0')).rejects.toThrow(
    `the workflows in ${state}/temporal were started by Showrunner 0.1 and cannot be continued by 0.2: delete them with \`rm -r ${state}/temporal\`.`,
  );
  expect(await readdir(state)).toEqual(['temporal']);
});

test('a newer version continues the workflows since 0.2; an older one only after a step back, or without them', async () => {
  await assertStateVersion(state, '0.2.0');
  await addDatabase();
  await assertStateVersion(state, '0.10.1');
  expect(await readFile(join(state, 'version'), 'utf8')).toBe('0.10\n');
  await expect(assertStateVersion(state, '0.9.0')).rejects.toThrow(
    `the workflows in ${state}/temporal were continued by Showrunner 0.10, and this is 0.9: start 0.10 again, or step back as docs/upgrade.md says.`,
  );
  await recordStepBack(state, '0.9.3');
  await assertStateVersion(state, '0.9.0');
  await assertStateVersion(state, '0.10.0');
  await rm(join(state, 'temporal'), { recursive: true });
  await assertStateVersion(state, '0.3.0');
  expect(await readFile(join(state, 'version'), 'utf8')).toBe('0.3\n');
});

test('the command quotes a path with a space', async () => {
  const folder = join(state, 'my state');
  await mkdir(join(folder, 'temporal'), { recursive: true });
  await writeFile(join(folder, 'temporal', 'temporal.db'), '');
  await expect(assertStateVersion(folder, '0.2.0')).rejects.toThrow(`\`rm -r '${folder}/temporal'\``);
});

test('without a version given, that of package.json', async () => {
  await assertStateVersion(state);
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(`${version}.`).toContain(`${(await readFile(join(state, 'version'), 'utf8')).trim()}.`);
});

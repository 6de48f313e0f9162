import { execa } from 'execa';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runFromSource } from '../test/support/command.ts';
import { ACADEMY, createFolder, createTestRepository, removeFolder } from '../test/support/git-repository.ts';

let folder = '';
beforeAll(async () => {
  folder = await createFolder();
  const { commit } = await createTestRepository(folder);
  await commit(ACADEMY);
});
afterAll(() => removeFolder(folder));

/** Prints at the end which of the heavy packages were loaded; all of them are CommonJS. */
const PROBE = `data:text/javascript,${encodeURIComponent(`
import { Module } from 'node:module';
process.on('exit', () => console.error('loaded:' + ['@temporalio', 'googleapis', 'sharp', 'satori']
  .filter((name) => Object.keys(Module._cache).some((path) => path.includes('/node_modules/' + name + '/')))));
`)}`;
const probed = { NODE_OPTIONS: `--import=${PROBE}` };

test('--help loads none of the heavy packages', async () => {
  const help = await runFromSource(folder, ['--help'], probed);
  expect(help.stderr).toMatch(/loaded:$/);
});

test('validate loads neither Temporal nor Google nor drawing packages; status loads Temporal', async () => {
  const light = await runFromSource(folder, ['validate'], probed);
  expect(light.stderr).toMatch(/loaded:$/);
  const heavy = await runFromSource(folder, ['status'], { ...probed, TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(heavy.stderr).toMatch(/loaded:@temporalio$/);
});

test('thumbnail loads neither Temporal nor Google, and its drawing packages only in child processes', async () => {
  const ran = await runFromSource(folder, ['thumbnail', '--all', '--out', folder], probed);
  expect(ran.stderr).toMatch(/loaded:$/);
});

test('a misspelt command and a misspelt flag get a suggestion and exit code 1', async () => {
  const command = await runFromSource(folder, ['valdate']);
  expect(command).toMatchObject({ code: 1, stderr: expect.stringContaining('Did you mean validate?') });
  const option = await runFromSource(folder, ['plan', '--jsn']);
  expect(option).toMatchObject({ code: 1, stderr: expect.stringContaining('Did you mean --json?') });
});

test('a misspelt setting is one line with a suggestion; with --json it is JSON as well', async () => {
  const ran = await runFromSource(folder, ['validate', '--json'], { SHOWRUNNER_STAET: '/tmp' });
  const message = 'SHOWRUNNER_STAET: unknown setting. Did you mean SHOWRUNNER_STATE?';
  expect(ran.code).toBe(1);
  expect(ran.stderr).toBe(`showrunner: ${message}`);
  expect(JSON.parse(ran.stdout)).toEqual({ error: message });
});

test('output without a reader ends the command quietly, with its exit code', async () => {
  const shell = 'set -o pipefail; node "$0" validate | true; echo $?';
  const ran = await execa('bash', ['-c', shell, inject('build').showrunner], { cwd: folder });
  expect([ran.stdout, ran.stderr]).toEqual(['0', '']);
});

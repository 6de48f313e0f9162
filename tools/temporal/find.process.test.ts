import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { standInSource, writeScript, writeStandIn } from '../../test/support/temporal/stand-in.ts';
import { findTemporal } from './find.ts';
import type { Source } from './source.ts';

const log = () => undefined;

function failing(name: string, why: string): Source {
  return { how: 'download', name, make: () => Promise.reject(new Error(why)) };
}

test('a binary of the setting comes first, and a wrong one is an error', async () => {
  const folder = await createFolder();
  const path = await writeStandIn(folder, '1.7.0');
  const env = { SHOWRUNNER_TEMPORAL_BINARY: path, PATH: folder };
  expect(await findTemporal({ env, log, cacheFolder: folder, sources: [] })).toEqual({
    path,
    version: '1.7.0',
    how: 'setting',
  });
  const wrong = { SHOWRUNNER_TEMPORAL_BINARY: join(folder, 'none'), PATH: folder };
  await expect(findTemporal({ env: wrong, log, sources: [] })).rejects.toThrow(
    'SHOWRUNNER_TEMPORAL_BINARY is set to a binary that does not work',
  );
});

test('uses `temporal` on the PATH only when it is new enough', async () => {
  const [old, newer, cacheFolder] = [await createFolder(), await createFolder(), await createFolder()];
  await writeStandIn(old, '1.8.1');
  const path = await writeStandIn(newer, '1.9.0');
  const sources = [standInSource([])];
  expect(await findTemporal({ env: { PATH: `/nowhere:${newer}` }, log, cacheFolder, sources })).toMatchObject(
    { path, how: 'path' },
  );
  expect((await findTemporal({ env: { PATH: old }, log, cacheFolder, sources })).how).toBe('go');
});

test('creates the binary once, then uses the cache', async () => {
  const cacheFolder = await createFolder();
  const made: string[] = [];
  const options = { env: {}, log, cacheFolder, sources: [failing('first', 'no'), standInSource(made)] };
  expect((await findTemporal(options)).how).toBe('go');
  expect((await findTemporal(options)).how).toBe('cache');
  expect(made).toHaveLength(1);
});

test('creates a damaged binary again', async () => {
  const cacheFolder = await createFolder();
  const made: string[] = [];
  const options = { env: {}, log, cacheFolder, sources: [standInSource(made)] };
  const { path } = await findTemporal(options);
  const whole = await readFile(path);
  await appendFile(path, '# one byte too many');
  expect((await findTemporal(options)).how).toBe('go');
  expect(await readFile(path)).toEqual(whole);
  expect(made).toHaveLength(2);
});

test('does not use a binary of another version or platform', async () => {
  const cacheFolder = await createFolder();
  const options = { env: {}, log, cacheFolder };
  await expect(findTemporal({ ...options, sources: [standInSource([], '1.9.0')] })).rejects.toThrow(
    'it is version 1.9.0, expected 1.8.2',
  );
  await findTemporal({ ...options, sources: [standInSource([])] });
  const record = join(cacheFolder, 'temporal.json');
  await writeFile(
    record,
    (await readFile(record, 'utf8')).replace(/"platform": "\w+"/, '"platform": "plan9_mips"'),
  );
  await expect(findTemporal({ ...options, sources: [] })).rejects.toThrow('its binary is for plan9_mips');
});

test('the error lists what was tried, why it failed and what to do', async () => {
  const [folder, cacheFolder] = [await createFolder(), await createFolder()];
  await writeScript(join(folder, 'temporal'), 'exit 3');
  const sources = [
    failing('the official download', 'host not found'),
    failing('the pinned Go module', 'no `go` on the PATH'),
  ];
  const message = await findTemporal({ env: { PATH: folder }, log, cacheFolder, sources }).then(
    () => 'found',
    (error: Error) => error.message,
  );
  expect(message).toContain('on the PATH: `');
  expect(message).toContain(`the cache, ${cacheFolder}: empty`);
  expect(message).toContain('the official download: host not found');
  expect(message).toContain('the pinned Go module: no `go` on the PATH');
  for (const way of ['Go 1.21', 'SHOWRUNNER_TEMPORAL_BINARY', 'TEMPORAL_ADDRESS'])
    expect(message).toContain(way);
});

test('two processes at once create it once', async () => {
  const folder = await createFolder();
  const notes = join(folder, 'notes');
  await mkdir(join(folder, 'cache'));
  const script = fileURLToPath(new URL('../../test/support/temporal/find-slowly.ts', import.meta.url));
  const find = () => execa('node', ['--import', 'tsx', script, join(folder, 'cache'), notes]);
  const answers = await Promise.all([find(), find()]);
  expect(answers.map((answer) => answer.stdout).sort()).toEqual(['cache', 'go']);
  expect((await readFile(notes, 'utf8')).trim().split('\n')).toHaveLength(1);
});

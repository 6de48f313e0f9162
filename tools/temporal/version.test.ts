import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { writeScript, writeStandIn } from '../../test/support/temporal/stand-in.ts';
import { isAtLeast, PINNED_VERSION, readVersion } from './version.ts';

test.each([
  ['1.8.2', true],
  ['1.8.3', true],
  ['1.10.0', true],
  ['2.0.0', true],
  ['1.9.0-rc.1', true],
  ['1.8.1', false],
  ['1.7.10', false],
  ['0.0.0-DEV', false],
  ['1.8.2-rc.1', false],
])('%s is at least 1.8.2: %s', (version, expected) => {
  expect(isAtLeast(version, '1.8.2')).toBe(expected);
});

test('reads the version that the Temporal CLI prints', async () => {
  expect(await readVersion(await writeStandIn(await createFolder(), '1.9.0'), {})).toBe('1.9.0');
});

test('another program of that name, and a missing one, are errors', async () => {
  const folder = await createFolder();
  const other = await writeScript(`${folder}/temporal`, 'echo "tctl 1.18"');
  await expect(readVersion(other, {})).rejects.toThrow('is not the Temporal CLI: it prints "tctl 1.18"');
  await expect(readVersion(`${folder}/none`, {})).rejects.toThrow('--version` failed');
});

test('the Go module builds the pinned version', async () => {
  const module = await readFile(new URL('go.mod', import.meta.url), 'utf8');
  expect(module).toContain(`github.com/temporalio/cli v${PINNED_VERSION} `);
});

import { existsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { openServerLog } from './server-log.ts';

test('shows the last lines of this run only', async () => {
  const folder = await createFolder();
  writeFileSync(join(folder, 'temporal.log'), 'of an earlier run\n');
  const log = openServerLog(folder);
  writeSync(log.file, 'one\n\ntwo\nthree\n');
  expect(log.tail(2)).toEqual(['two', 'three']);
  expect(log.tail(9)).toEqual(['one', 'two', 'three']);
  log.close();
});

test('rotates a large log', async () => {
  const folder = await createFolder();
  writeFileSync(join(folder, 'temporal.log'), 'x'.repeat(6 * 1024 * 1024));
  openServerLog(folder).close();
  expect(existsSync(join(folder, 'temporal.log.1'))).toBe(true);
});

test('without a folder it leaves no file', () => {
  const log = openServerLog(undefined);
  writeSync(log.file, 'seen\n');
  expect(log.tail(1)).toEqual(['seen']);
  expect(log.path).toBeUndefined();
  log.close();
});

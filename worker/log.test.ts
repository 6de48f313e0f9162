import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readSettings, stateFolders } from '../config/settings.ts';
import { findInvisible, HOSTILE } from '../test/support/hostile.ts';
import { openLog } from './log.ts';

test('a log that is read on a terminal is one visible line an entry, and exact', async () => {
  const state = await mkdtemp(join(tmpdir(), 'showrunner-log-'));
  const settings = readSettings({ SHOWRUNNER_STATE: state });
  const log = openLog(settings);
  for (const text of HOSTILE) log.warn({ detail: text }, text);
  const read = (): Promise<string> => readFile(stateFolders(settings.state).log, 'utf8');
  await vi.waitFor(async () => expect((await read()).split('\n')).toHaveLength(HOSTILE.length + 1));
  const text = await read();
  expect(findInvisible(text)).toEqual([]);
  const entries = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { detail: string; msg: string });
  expect(entries.map(({ detail }) => detail)).toEqual(HOSTILE);
  expect(entries.map(({ msg }) => msg)).toEqual(HOSTILE);
  await rm(state, { recursive: true });
});

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { protectState } from '../config/private-state.ts';
import { type Environment, readSettings, stateFolders } from '../config/settings.ts';
import { findInvisible, HOSTILE } from '../test/support/hostile.ts';
import { openLog, toTemporalLogger } from './log.ts';

let state = '';
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'showrunner-log-'));
});
afterEach(() => rm(state, { recursive: true }));

const open = (env: Environment = {}) => openLog(readSettings({ SHOWRUNNER_STATE: state, ...env }));
const read = (): Promise<string> => readFile(stateFolders(state).log, 'utf8');

test('a log that is read on a terminal is one visible line an entry, and exact', async () => {
  const { log, close } = open();
  for (const text of HOSTILE) log.warn({ detail: text }, text);
  await close();
  const text = await read();
  expect(findInvisible(text)).toEqual([]);
  const entries = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { detail: string; msg: string });
  expect(entries.map(({ detail }) => detail)).toEqual(HOSTILE);
  expect(entries.map(({ msg }) => msg)).toEqual(HOSTILE);
});

test('it turns over at ten megabytes, loses nothing, keeps four former files, and all are private', async () => {
  const { log, close } = open();
  const detail = 'x'.repeat(1_000_000);
  for (let at = 0; at < 62; at += 1) {
    log.info({ at, detail });
    // As much as a worker writes in a year, but not in one go.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await close();
  await protectState(state);
  const names = (await readdir(state)).toSorted();
  expect(names).toEqual(['showrunner.log', ...[1, 2, 3, 4].map((number) => `showrunner.log.${number}`)]);
  const entries: number[] = [];
  for (const name of names.toReversed()) {
    const path = join(state, name);
    const { mode, size } = await stat(path);
    expect(mode & 0o777).toBe(0o600);
    expect(size).toBeLessThan(13_000_000);
    for (const line of (await readFile(path, 'utf8')).trimEnd().split('\n'))
      entries.push((JSON.parse(line) as { at: number }).at);
  }
  const sorted = entries.toSorted((a, b) => a - b);
  expect(new Set(sorted).size).toBe(sorted.length);
  expect(sorted.at(-1)).toBe(61);
  expect(sorted.length).toBe(62 - (sorted[0] ?? 0));
  expect(sorted.length).toBeGreaterThan(40);
});

test.each([
  ['debug', ['Workflow started', 'ended']],
  ['info', ['ended']],
] as const)("at the level %s, Temporal's messages are %j", async (level, messages) => {
  const { log, close } = open({ SHOWRUNNER_LOG_LEVEL: level });
  const logger = toTemporalLogger(log);
  logger.debug('Workflow started');
  logger.info('ended');
  await close();
  const lines = (await read()).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(messages);
});

test("what Temporal's core repeats several times a second is logged once", async () => {
  const { log, close } = open();
  const printed: string[] = [];
  const logger = toTemporalLogger(log, ({ message }) => printed.push(message));
  const core = { sdkComponent: 'core', target: 'temporalio_client::retry' };
  for (const message of ['gRPC call failed', 'gRPC call failed', 'other', 'gRPC call failed'])
    logger.warn(message, core);
  logger.warn('ours', { sdkComponent: 'workflow' });
  logger.warn('ours', { sdkComponent: 'workflow' });
  await close();
  const lines = (await read()).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'gRPC call failed',
    'other',
    'ours',
    'ours',
  ]);
  expect(printed).toHaveLength(6);
});

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { findTemporal } from './find.ts';
import type { SearchAttributeType } from './namespace.ts';
import { type RunningTemporal, type StartOptions, startTemporal } from './start.ts';
import { makeFolder, writeScript } from './testing/stand-in.ts';

const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
const lines: string[] = [];
const log = (line: string) => lines.push(line);
const running: RunningTemporal[] = [];

// On a machine that has no server yet, this makes it.
beforeAll(() => findTemporal({ env, log: console.error }), 20 * 60_000);

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(options: Partial<StartOptions> = {}): Promise<RunningTemporal> {
  const server = await startTemporal({ env, searchAttributes: { Phase: 'Keyword' }, log, ...options });
  running.push(server);
  return server;
}

async function describe(address: string): Promise<{ days: number; columns: Record<string, string> }> {
  const connection = await Connection.connect({ address });
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  await connection.close();
  const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
  const aliases = Object.entries(config?.customSearchAttributeAliases ?? {});
  return {
    days,
    columns: Object.fromEntries(aliases.map(([column, name]) => [name, column.replace(/\d+$/, '')])),
  };
}

test('an address that is given is answered, and nothing is started', async () => {
  const given = { TEMPORAL_ADDRESS: 'temporal.example:7233', TEMPORAL_UI_URL: 'https://ui.example' };
  const server = await start({ env: given, cacheFolder: '/nowhere' });
  expect(server).toMatchObject({
    address: 'temporal.example:7233',
    uiUrl: 'https://ui.example',
    how: 'given',
  });
});

test('serves, shows its UI, keeps closed workflows for a year and knows our search attributes', async () => {
  const types: Record<string, SearchAttributeType> = {
    Guests: 'KeywordList',
    Phase: 'Keyword',
    NeedsAttention: 'Bool',
    Units: 'Int',
    At: 'Datetime',
  };
  const server = await start({ uiPort: 0, searchAttributes: types });
  expect(await describe(server.address)).toEqual({ days: 365, columns: types });
  expect(await (await fetch(server.uiUrl ?? '')).text()).toContain('<html');
});

test('a restart goes on with the same database and gives it what is new', async () => {
  const folder = join(await makeFolder(), 'odd ?#% name');
  const first = await start({ folder, retentionDays: 30 });
  expect((await describe(first.address)).days).toBe(30);
  await first.stop();
  const second = await start({ folder, searchAttributes: { Phase: 'Keyword', Guests: 'KeywordList' } });
  expect(await describe(second.address)).toEqual({
    days: 365,
    columns: { Phase: 'Keyword', Guests: 'KeywordList' },
  });
  expect(await readFile(join(folder, 'temporal.log'), 'utf8')).toContain('Temporal Persistence: temporal.db');
});

test('a search attribute that changed its type is told', async () => {
  const folder = await makeFolder();
  await (await start({ folder })).stop();
  await expect(start({ folder, searchAttributes: { Phase: 'Int' } })).rejects.toThrow(
    'Phase as Keyword, but Int is needed',
  );
});

test('two servers never share a folder', async () => {
  const folder = await makeFolder();
  await start({ folder });
  await expect(start({ folder, patienceMs: 500 })).rejects.toThrow('in use: another Showrunner runs on it');
});

test('a port in use is told, before any server is started', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(start({ port, patienceMs: 0 })).rejects.toThrow(
    `Port ${port}, meant for the Temporal server, is in use`,
  );
  other.close();
});

test('a server that dies early is told with the last lines of its log', async () => {
  const folder = await makeFolder();
  const dying =
    'if [ "$1" = --version ]; then echo "temporal version 1.8.2 (x)"; else echo "no such pragma"; exit 4; fi';
  const binary = await writeScript(join(folder, 'temporal'), dying);
  await expect(start({ env: { ...env, SHOWRUNNER_TEMPORAL_BINARY: binary }, folder })).rejects.toThrow(
    /did not start: it ended by itself \(4\)\. The last lines of .*temporal\.log:\n {2}no such pragma/,
  );
});

test('stop frees the port', async () => {
  const server = await start();
  await server.stop();
  await expect(Connection.connect({ address: server.address, connectTimeout: 300 })).rejects.toThrow();
  expect(lines.filter((line) => line.includes('ended by itself'))).toEqual([]);
});

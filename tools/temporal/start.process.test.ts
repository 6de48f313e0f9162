import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { execa } from 'execa';
import { beforeAll, expect, type TestContext, test, vi } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { writeScript } from '../../test/support/temporal/stand-in.ts';
import { findTemporal } from './find.ts';
import type { SearchAttributeType } from './namespace.ts';
import { choosePort } from './ports.ts';
import { type RunningTemporal, type StartOptions, startTemporal } from './start.ts';

const OWNER = fileURLToPath(new URL('../../test/support/temporal/start-and-wait.ts', import.meta.url));
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));

vi.setConfig({ testTimeout: 60_000 });

// On a machine without the server, this creates it.
beforeAll(() => findTemporal({ env, log: console.error }), 20 * 60_000);

async function start(
  { onTestFinished }: TestContext,
  options: Partial<StartOptions> = {},
): Promise<RunningTemporal> {
  const searchAttributes = { Phase: 'Keyword' } as const;
  const server = await startTemporal({ env, searchAttributes, log: () => undefined, ...options });
  onTestFinished(() => server.stop());
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

test('a given address is returned, and nothing is started', async (context) => {
  const given = { TEMPORAL_ADDRESS: 'temporal.example:7233', TEMPORAL_UI_URL: 'https://ui.example' };
  const server = await start(context, { env: given, cacheFolder: '/nowhere' });
  expect(server).toMatchObject({
    address: 'temporal.example:7233',
    uiUrl: 'https://ui.example',
    how: 'given',
  });
});

test.concurrent('serves, shows its UI, keeps closed workflows for a year, knows our search attributes', async (context) => {
  const types: Record<string, SearchAttributeType> = {
    Guests: 'KeywordList',
    Phase: 'Keyword',
    NeedsAttention: 'Bool',
    Units: 'Int',
    At: 'Datetime',
  };
  const server = await start(context, { uiPort: 0, searchAttributes: types });
  expect(await describe(server.address)).toEqual({ days: 365, columns: types });
  expect(await (await fetch(server.uiUrl ?? '')).text()).toContain('<html');
});

/** What a form on any page can send to a port of this machine; `host` is what its name was, pointed at 127.0.0.1. */
function sendForm(port: number, path: string, host = `127.0.0.1:${port}`): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'text/plain', origin: `http://${host}` };
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject).end('{}');
  });
}

/** The server, with a port for its HTTP API that the test knows. */
async function nameHttpPort(port: number): Promise<typeof env> {
  const { path: real } = await findTemporal({ env, log: () => undefined });
  const script = `[ "$1" = --version ] && exec '${real}' "$@"\nexec '${real}' "$@" --http-port ${port}`;
  const binary = await writeScript(join(await createFolder(), 'temporal'), script);
  return { ...env, SHOWRUNNER_TEMPORAL_BINARY: binary };
}

test.concurrent('no web page reaches its UI by another name, or its HTTP API by any', async (context) => {
  const httpPort = await choosePort({ port: 0, what: '', setting: '' });
  const { address, uiUrl = '' } = await start(context, { env: await nameHttpPort(httpPort), uiPort: 0 });
  const connection = await Connection.connect({ address });
  context.onTestFinished(() => connection.close());
  const options = { workflowId: 'quota', taskQueue: 'q' };
  const handle = await new Client({ connection }).workflow.start('any', options);
  const uiPort = Number(new URL(uiUrl).port);
  const path = '/api/v1/namespaces/default/workflows/quota/terminate';
  expect(await sendForm(httpPort, path)).toBe(403);
  expect(await sendForm(httpPort, path, `localhost:${httpPort}`)).toBe(403);
  expect(await sendForm(uiPort, path, `evil.example:${uiPort}`)).toBe(403);
  expect((await handle.describe()).status.name).toBe('RUNNING');
});

test.concurrent('a restart goes on with the same database and gives it what is new', async (context) => {
  const folder = join(await createFolder(context.onTestFinished), 'odd ?#% name');
  const first = await start(context, { folder, retentionDays: 30 });
  expect((await describe(first.address)).days).toBe(30);
  await first.stop();
  const second = await start(context, {
    folder,
    searchAttributes: { Phase: 'Keyword', Guests: 'KeywordList' },
  });
  expect(await describe(second.address)).toEqual({
    days: 365,
    columns: { Phase: 'Keyword', Guests: 'KeywordList' },
  });
  expect(await readFile(join(folder, 'temporal.log'), 'utf8')).toContain('Temporal Persistence: temporal.db');
});

test.concurrent('after kill -9 of its owner the server ends, and a restart at once gets folder and port back', async (context) => {
  const folder = await createFolder(context.onTestFinished);
  const port = await choosePort({ port: 0, what: '', setting: '' });
  const owner = spawn('node', ['--import', 'tsx', OWNER, folder, String(port)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const server = await start(context, { folder, port });
  expect(server.address).toBe(`127.0.0.1:${port}`);
});

test.concurrent('a search attribute that changed its type is an error', async (context) => {
  const folder = await createFolder(context.onTestFinished);
  await (await start(context, { folder })).stop();
  const changed = start(context, { folder, searchAttributes: { Phase: 'Int' } });
  await expect(changed).rejects.toThrow('Phase as Keyword, but Int is needed');
});

test.concurrent('two servers never share a folder, new or old', async (context) => {
  const folder = await createFolder(context.onTestFinished);
  const second = () => start(context, { folder, patienceMs: 0 });
  const first = await start(context, { folder });
  await expect(second()).rejects.toThrow('in use: another Showrunner is using it');
  await first.stop();
  await start(context, { folder });
  await expect(second()).rejects.toThrow('in use: another Showrunner is using it');
});

test('a port in use is an error before a server is started', async (context) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  context.onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const settings = { port: 'A_SETTING', uiPort: 'ANOTHER' };
  await expect(start(context, { port, settings, patienceMs: 0 })).rejects.toThrow(
    new RegExp(`Port ${port}, [^]* with A_SETTING`),
  );
});

test('a server that dies early is an error with the last lines of its log', async (context) => {
  const folder = await createFolder();
  const dying =
    'if [ "$1" = --version ]; then echo "temporal version 1.8.2 (x)"; else echo "no such pragma"; exit 4; fi';
  const binary = await writeScript(join(folder, 'temporal'), dying);
  await expect(
    start(context, { env: { ...env, SHOWRUNNER_TEMPORAL_BINARY: binary }, folder }),
  ).rejects.toThrow(
    /did not start: it ended by itself \(4\)\. The last lines of .*temporal\.log:\n {2}no such pragma/,
  );
});

test('a server that crashed on one of its own ports is started again', async (context) => {
  const folder = await createFolder();
  const { path: real } = await findTemporal({ env, log: () => undefined });
  const falling = `[ "$1" = --version ] || [ -e '${folder}/fell' ] && exec '${real}' "$@"
touch '${folder}/fell'
echo 'panic: runtime error: invalid memory address or nil pointer dereference'
for line in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "goroutine $line"; done
exit 2`;
  const binary = await writeScript(join(folder, 'temporal'), falling);
  const server = await start(context, { env: { ...env, SHOWRUNNER_TEMPORAL_BINARY: binary } });
  expect(await describe(server.address)).toMatchObject({ days: 365 });
});

test.concurrent('a server that ends later, unasked, is reported; one that is stopped is not', async (context) => {
  const [killed, stopped]: [string[], string[]] = [[], []];
  const { address } = await start(context, { log: (line) => killed.push(line) });
  const server = await start(context, { log: (line) => stopped.push(line) });
  process.kill(await findServer(address), 'SIGKILL');
  await vi.waitFor(() => expect(killed[0]).toMatch(/The Temporal server ended by itself \(137\)/), 60_000);
  await server.stop();
  expect(stopped).toEqual([]);
  await expect(Connection.connect({ address: server.address, connectTimeout: 300 })).rejects.toThrow();
});

async function findServer(address: string): Promise<number> {
  const { stdout } = await execa('ps', ['-eo', 'pid,args']);
  const flag = `server start-dev --ip 127.0.0.1 --port ${address.split(':')[1]} `;
  const line = stdout.split('\n').find((one) => one.includes(flag) && !one.includes('sh -c'));
  return Number.parseInt(line?.trim() ?? '', 10);
}

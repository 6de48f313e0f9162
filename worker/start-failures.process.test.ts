import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeScript } from '../test/support/temporal/stand-in.ts';
import { until } from '../test/support/until.ts';
import { PINNED_VERSION } from '../tools/temporal/version.ts';

let folder = '';
let blocker: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-start-'));
  blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  blocker.close();
  await rm(folder, { recursive: true });
});

const portOf = (server: Server): string => {
  const address = server.address();
  return typeof address === 'object' ? String(address?.port) : '';
};

/** `npm start` on a state folder of its own. */
function start(name: string, env: Record<string, string>) {
  const state = join(folder, name);
  const child = execa(process.execPath, [inject('build').worker], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SHOWRUNNER_STATE: state,
      SHOWRUNNER_TEMPORAL_PORT: '0',
      SHOWRUNNER_TEMPORAL_UI_PORT: '0',
      SHOWRUNNER_YOUTUBE_PORT: '0',
      ...env,
    },
    extendEnv: false,
    reject: false,
    // Ended by this, there would be no exit code.
    timeout: 120_000,
  });
  return { state, child };
}

/** Runs it until it ends by itself, and lists what is still running on its state folder. */
async function startAndFail(name: string, env: Record<string, string>) {
  const { state, child } = start(name, env);
  const { exitCode, stderr } = await child;
  return { exitCode, stderr, ...(await listLeft(state)) };
}

async function listLeft(state: string) {
  const { stdout: processes } = await execa('ps', ['-eo', 'args']);
  const left = processes.split('\n').filter((line) => line.includes(state));
  return { left, isAnnounced: existsSync(join(state, 'running.json')) };
}

const NOTHING_LEFT = { exitCode: 1, left: [], isAnnounced: false };

describe.concurrent('npm start that cannot start, or is not wanted any more, says why and leaves nothing running', () => {
  test('a key of Temporal Cloud without its address', async () => {
    const failed = await startAndFail('key', { TEMPORAL_API_KEY: 'k', TEMPORAL_CONFIG_FILE: '/nowhere' });
    expect(failed).toMatchObject(NOTHING_LEFT);
    expect(failed.stderr).toMatch(/^showrunner: TEMPORAL_API_KEY is set, and TEMPORAL_ADDRESS does not say/);
  });

  test('a port in use', async () => {
    const port = portOf(blocker);
    const failed = await startAndFail('port', { SHOWRUNNER_YOUTUBE_PORT: port });
    expect(failed).toMatchObject(NOTHING_LEFT);
    expect(failed.stderr).toContain(
      `showrunner: local YouTube: port ${port} is in use; SHOWRUNNER_YOUTUBE_PORT sets another port`,
    );
  });

  test('a port in use that webhooks and metrics were to have', async () => {
    const port = portOf(blocker);
    const failed = await startAndFail('http', { SHOWRUNNER_HTTP_ADDRESS: port });
    expect(failed).toMatchObject(NOTHING_LEFT);
    expect(failed.stderr).toContain(
      `showrunner: SHOWRUNNER_HTTP_ADDRESS: cannot listen on 127.0.0.1, port ${port}: another program uses it`,
    );
  });

  test('a local YouTube that ends at once', async () => {
    const youtube = join(folder, 'ended', 'youtube');
    await mkdir(join(folder, 'ended'));
    await writeFile(youtube, 'not a folder');
    const failed = await startAndFail('ended', {});
    expect(failed).toMatchObject(NOTHING_LEFT);
    expect(failed.stderr).toContain('showrunner: the local YouTube ended while it started, with exit code 1');
    expect(failed.stderr).toContain(`Its data is in ${youtube}: move that folder away`);
  });

  test('a Temporal server that does not answer', async () => {
    const failed = await startAndFail('unreachable', { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(failed).toMatchObject(NOTHING_LEFT);
    expect(failed.stderr).toContain('showrunner: no Temporal server answers at 127.0.0.1:1');
  });

  test('Ctrl-C before it is ready: it says at once what it waits for, and ends within seconds, without an error', async () => {
    const { state, child } = await startSlowly('once');
    const { exitCode, stderr } = await child;
    expect([exitCode, stderr]).toEqual([0, '']);
    await untilNothingIsLeft(state);
  });

  test('Ctrl-C twice: it ends at once', async () => {
    const { state, child } = await startSlowly('twice');
    child.kill('SIGINT');
    expect((await child).exitCode).toBe(130);
    await untilNothingIsLeft(state);
  });
});

/** A Temporal server that never gets ready, as one that is being built for minutes. */
async function startSlowly(name: string) {
  const bin = `${join(folder, name)}-bin`;
  await mkdir(bin);
  const binary = await writeScript(
    join(bin, 'temporal'),
    `case "$1" in *version) echo "temporal version ${PINNED_VERSION} (Server 1.31.2, UI 2.50.1)";; *) : > ${bin}/asked; while :; do sleep 0.2; done;; esac`,
  );
  const { state, child } = start(name, { SHOWRUNNER_TEMPORAL_BINARY: binary });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await until(
    async () => existsSync(join(bin, 'asked')),
    (isAsked) => isAsked,
  );
  child.kill('SIGINT');
  await until(
    async () => printed,
    (all) => all.includes('it was still starting: ending '),
  );
  expect(printed).toMatch(
    /ending .*the Temporal server.* first, for 15 s at most; press Ctrl-C again to quit now\n/,
  );
  return { state, child };
}

const untilNothingIsLeft = (state: string) =>
  until(
    () => listLeft(state),
    ({ left, isAnnounced }) => left.length === 0 && !isAnnounced,
  );

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

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

/** Runs `npm start` until it ends by itself, and lists what is still running on its state folder. */
async function startAndFail(name: string, env: Record<string, string>) {
  const state = join(folder, name);
  const { exitCode, stderr } = await execa(process.execPath, [inject('build').worker], {
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
  const { stdout: processes } = await execa('ps', ['-eo', 'args']);
  const left = processes.split('\n').filter((line) => line.includes(state));
  return { exitCode, stderr, left, isAnnounced: existsSync(join(state, 'running.json')) };
}

const NOTHING_LEFT = { exitCode: 1, left: [], isAnnounced: false };

describe.concurrent('npm start that cannot start says why, leaves nothing running, and ends with 1', () => {
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
});

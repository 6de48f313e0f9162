import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
  ACADEMY,
  createTestRepository,
  type TestRepository,
  writeEpisode,
} from '../test/support/git-repository.ts';

let folder = '';
let content: TestRepository;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-terminal-'));
  content = await createTestRepository(join(folder, 'content'));
});
afterAll(() => rm(folder, { recursive: true }));

/** `npm start`, with the lines that it printed after it was ready. */
function start() {
  const child = execa(process.execPath, [inject('build').worker], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SHOWRUNNER_REPOSITORY: content.folder,
      SHOWRUNNER_STATE: join(folder, 'state'),
      SHOWRUNNER_TEMPORAL_PORT: '0',
      SHOWRUNNER_TEMPORAL_UI_PORT: '0',
      SHOWRUNNER_YOUTUBE_PORT: '0',
    },
    extendEnv: false,
    reject: false,
  });
  let output = '';
  let wake = (): void => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    wake();
  });
  const seen = async (pattern: RegExp): Promise<void> => {
    const next = () => new Promise<void>((resolve) => (wake = resolve));
    while (!pattern.test(output)) {
      if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
      await next();
    }
  };
  const stop = async (): Promise<string> => {
    child.kill('SIGTERM');
    await child;
    return output;
  };
  return { seen, stop };
}

/** Kills the development server, as a crash would. */
async function killServer(): Promise<void> {
  const running = JSON.parse(await readFile(join(folder, 'state', 'running.json'), 'utf8')) as {
    readonly temporalAddress: string;
  };
  const port = running.temporalAddress.split(':')[1] ?? 'none';
  const { stdout } = await execa('ps', ['-eo', 'pid,args']);
  const server = stdout
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /^\d+ \S*temporal server start-dev/.test(line) && line.includes(`--port ${port} `));
  process.kill(Number.parseInt(server ?? '', 10), 'SIGKILL');
}

test('npm start tells each event once, also after it was started again', async () => {
  await content.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  const first = start();
  await first.seen(/commit \w{10} "Change academy\.yaml .*" by Test: 1 episode by their own file/);
  await first.seen(/commit \w{10}: done\n/);
  await content.commit({ 'guests/ada.yaml': 'name: Ada Lovelace\nnonsense: 1\n' });
  await first.seen(/guests\/ada\.yaml:2:1: needs you \(broken\): unknown-key/);
  await first.seen(/commit \w{10}: done but for 1, which needs you: npx showrunner status/);
  const printed = await first.stop();
  expect(printed.match(/needs you \(broken\)/g)).toHaveLength(1);
  expect(printed).toMatch(/Needs a person +http:.*savedQuery=Needs%20a%20person/);

  const second = start();
  await second.seen(/ ready\n/);
  // ACADEMY is seeded with its channel and its stream.
  await second.seen(/ YouTube: channel UCx{22} "Test Academy"; nothing wrong \(2 units\)\n/);
  await content.commit({ 'guests/ada.yaml': 'name: Ada Lovelace\n' });
  await second.seen(/guests\/ada\.yaml: valid again/);
  await second.seen(/: done\n/);
  await killServer();
  await second.seen(/the Temporal server does not answer/);
  const again = await second.stop();
  expect(again.match(/does not answer/g)).toHaveLength(1);
  // Nothing is printed raw: each line has its time.
  const lines = (again.split(' ready\n')[1] ?? '').trimEnd().split('\n');
  expect(lines.filter((line) => !/^ *\d+\.\d s {2}/.test(line))).toEqual([]);
  expect(again).not.toContain('needs you (');
  expect(again.match(/commit \w{10} "/g)).toHaveLength(1);
});

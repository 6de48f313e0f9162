import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceRunning } from '../../config/running.ts';
import { run } from '../../test/support/command.ts';
import { createFolder, removeFolder } from '../../test/support/git-repository.ts';
import { connect } from '../lib/connect.ts';
import { readOwnSettings } from '../lib/settings.ts';

let folder = '';
beforeAll(async () => {
  folder = await createFolder();
});
afterAll(() => removeFolder(folder));

/** A port that was free a moment ago. */
function findDeadPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 1));
    });
  });
}

test('when nothing is running, one line soon says which address it tried and what to do', async () => {
  const port = await findDeadPort();
  const startedAt = Date.now();
  const ran = await run(folder, ['status'], { SHOWRUNNER_TEMPORAL_PORT: String(port) });
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toBe(
    `showrunner: no Temporal server answers at 127.0.0.1:${port}, and nothing is running on ${folder}/.showrunner: start one with \`npx showrunner start\`, or name one with TEMPORAL_ADDRESS`,
  );
  expect(Date.now() - startedAt).toBeLessThan(60_000);
});

test('connects in this order: TEMPORAL_ADDRESS, the server running on the state folder, the port', async () => {
  const withdraw = await announceRunning(join(folder, 'state'), { temporalAddress: '127.0.0.1:2' });
  const settings = readOwnSettings({ SHOWRUNNER_TEMPORAL_PORT: '3' }, { state: join(folder, 'state') });
  const idle = readOwnSettings({ SHOWRUNNER_TEMPORAL_PORT: '3' }, { state: join(folder, 'none') });
  await Promise.all([
    expect(connect(settings, { TEMPORAL_ADDRESS: '127.0.0.1:1' })).rejects.toThrow('at 127.0.0.1:1:'),
    expect(connect(settings, {})).rejects.toThrow('at 127.0.0.1:2:'),
    expect(connect(idle, {})).rejects.toThrow('at 127.0.0.1:3, and nothing is running'),
  ]);
  await withdraw();
});

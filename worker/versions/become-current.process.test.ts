import { coerce, lt } from 'semver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWithdrawn, markWithdrawn, readDeployment, setCurrent } from '../../config/deployment.ts';
import { nameDeployment } from '../../config/worker-build.ts';
import { startTemporalServer } from '../../test/support/temporal-server.ts';
import { until } from '../../test/support/until.ts';
import { becomeCurrent, type VersionInput, watchCurrent } from './become-current.ts';
import { chooseVersions } from './choose.ts';
import { TESTED_SERVER } from './differences.ts';

const endings: (() => Promise<unknown>)[] = [];
let temporal: Awaited<ReturnType<typeof startTemporalServer>>;
beforeAll(async () => {
  temporal = await startTemporalServer(endings);
});
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

const lines: string[] = [];
const workerOf = (
  taskQueue: string,
  buildId: string | undefined,
  given: Partial<VersionInput> = {},
): VersionInput => ({
  client: temporal.client,
  taskQueue,
  buildId,
  policy: 'forward',
  isOwnServer: false,
  identity: `showrunner-test:${buildId}@here`,
  print: (line) => lines.push(line),
  ...given,
});

const read = async (taskQueue: string) => readDeployment({ client: temporal.client, taskQueue });
const currentOf = async (taskQueue: string) => (await read(taskQueue)).current;

/** Polls for workflow tasks, as a worker of that build does, until the signal is aborted. */
function pollAs(taskQueue: string, buildId: string, signal: AbortSignal): void {
  const { client, namespace } = temporal;
  const { connection } = client;
  const deploymentOptions = {
    deploymentName: nameDeployment(taskQueue),
    buildId,
    workerVersioningMode: 2,
  } as const;
  const poll = () =>
    connection.workflowService.pollWorkflowTaskQueue({
      namespace,
      identity: buildId,
      taskQueue: { name: taskQueue },
      deploymentOptions,
    });
  connection
    .withAbortSignal(signal, () => connection.withDeadline(Date.now() + 60_000, poll))
    .catch(() => undefined);
}

test('forward only: a newer build takes over, an older one does not, and an operator may step back', async () => {
  const queue = 'forward.only';
  expect(await read(queue)).toEqual({ knowsVersions: true, builds: [], pollers: [] });
  expect((await becomeCurrent(workerOf(queue, '0.3.0+a'))).kind).toBe('become');
  expect((await becomeCurrent(workerOf(queue, '0.3.0+a'))).kind).toBe('current');
  expect((await becomeCurrent(workerOf(queue, '0.4.0+b'))).kind).toBe('become');
  expect((await becomeCurrent(workerOf(queue, '0.3.0+a'))).kind).toBe('stand-by');
  expect(lines.at(-1)).toContain('the newer 0.4.0+b is current');
  expect(await currentOf(queue)).toBe('0.4.0+b');

  const { client } = temporal;
  const newest = { client, taskQueue: queue, buildId: '0.4.0+b' };
  await markWithdrawn(newest, true);
  await setCurrent({ client, taskQueue: queue, buildId: '0.3.0+a', identity: 'operator' });
  expect(await isWithdrawn(newest)).toBe(true);
  expect((await becomeCurrent(workerOf(queue, '0.4.0+b'))).kind).toBe('stand-by');
  expect((await becomeCurrent(workerOf(queue, '0.4.1+c'))).kind).toBe('become');
  await markWithdrawn(newest, false);
  expect(await isWithdrawn(newest)).toBe(false);
});

test('two at the same time: the newer one is current in the end', async () => {
  const queue = 'at-once';
  const builds = ['0.3.0+a', '0.3.2+c', '0.3.1+b'];
  await Promise.all(builds.map((build) => becomeCurrent(workerOf(queue, build))));
  expect(await currentOf(queue)).toBe('0.3.2+c');
});

test('other code of the same version waits for the end of the running one, and says when another took over', async () => {
  const queue = 'same-version';
  const polling = new AbortController();
  const first = workerOf(queue, '0.3.0+a');
  await becomeCurrent(first);
  pollAs(queue, '0.3.0+a', polling.signal);
  await until(
    () => read(queue),
    (deployment) => deployment.pollers.some(({ buildId }) => buildId === '0.3.0+a'),
  );
  const second = workerOf(queue, '0.3.0+b');
  const before = await becomeCurrent(second);
  expect(before.kind).toBe('wait');
  expect(await currentOf(queue)).toBe('0.3.0+a');
  const errors: unknown[] = [];
  const watching = { everyMs: 50, onError: (error: unknown) => errors.push(error) };
  const stops = [
    watchCurrent({ ...first, ...watching, before: { kind: 'current' } }),
    watchCurrent({ ...second, ...watching, before }),
  ];
  await setCurrent({
    client: temporal.client,
    taskQueue: queue,
    buildId: '0.3.0+b',
    identity: 'operator',
  });
  await until(
    async () => lines,
    (all) => all.includes('0.3.0+b is current now: this worker gets no more work and can be stopped'),
  );
  for (const stop of stops) await stop();
  polling.abort();
  expect(errors).toEqual([]);
});

test('a worker without a version says that a version is current; on its own server it ends that', async () => {
  const queue = 'off';
  const off = { policy: 'off' } as const;
  expect((await becomeCurrent(workerOf(queue, undefined, off))).kind).toBe('current');
  await becomeCurrent(workerOf(queue, '0.3.0+a', { isOwnServer: true }));
  expect((await becomeCurrent(workerOf(queue, undefined, off))).kind).toBe('stand-by');
  expect(lines.at(-1)).toContain('run `npx showrunner workers --make-current unversioned`');
  await becomeCurrent(workerOf(queue, undefined, { ...off, isOwnServer: true }));
  expect(await currentOf(queue)).toBeUndefined();
});

test('the server of the tests is the one that a worker names as tested', async () => {
  const { serverVersion } = await temporal.client.workflowService.getSystemInfo({});
  expect(lt(coerce(serverVersion) ?? '0.0.0', TESTED_SERVER)).toBe(false);
  expect(serverVersion?.split('.').slice(0, 2)).toEqual(TESTED_SERVER.split('.').slice(0, 2));
});

test('the build of a worker is chosen by the setting', async () => {
  const choose = (workerVersions: 'forward' | 'off') =>
    chooseVersions({
      settings: { taskQueue: 'chosen', workerVersions },
      temporal: { client: temporal.client, isOwn: true },
      print: (line) => lines.push(line),
      version: '0.3.0',
      code: 'code()',
    });
  const { build } = await choose('forward');
  expect(build).toEqual({ deploymentName: 'chosen', buildId: expect.stringMatching(/^0\.3\.0\+\w{8}$/) });
  expect((await choose('off')).build).toBeUndefined();
});

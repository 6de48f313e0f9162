import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWithdrawn, setCurrent } from '../config/deployment.ts';
import { readOwnVersion } from '../config/own-manifest.ts';
import { readSettings } from '../config/settings.ts';
import { createWorkerIdentity } from '../config/worker-identity.ts';
import type { Finding } from '../domain/shared/finding.ts';
import { doctor } from '../scripts/commands/doctor.ts';
import { workers } from '../scripts/commands/workers.ts';
import { createFolder, removeFolder } from './support/git-repository.ts';
import { startTemporalServer } from './support/temporal-server.ts';
import { until } from './support/until.ts';

const endings: (() => Promise<unknown>)[] = [];
let folder = '';
let temporal: Awaited<ReturnType<typeof startTemporalServer>>;
beforeAll(async () => {
  folder = await createFolder();
  temporal = await startTemporalServer(endings);
});
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
  await removeFolder(folder);
});

/** What the checks of Temporal say. */
async function examine(more: Record<string, string> = {}) {
  const { json } = await doctor({
    env: {
      SHOWRUNNER_REPOSITORY: folder,
      SHOWRUNNER_STATE: folder,
      SHOWRUNNER_YOUTUBE_PORT: '1',
      TEMPORAL_ADDRESS: temporal.address,
      ...more,
    },
  });
  const { checks } = json as { checks: readonly Finding[] };
  return (name: string) =>
    checks.filter(({ check }) => check === name).map(({ state, text }) => `${state}: ${text}`);
}

/** As long as a worker's. */
const POLL_MS = 60_000;

/** Polls for workflow tasks, as a worker does, until the signal is aborted. */
function pollAs(identity: string, taskQueue: string, signal: AbortSignal): void {
  const { client, namespace } = temporal;
  const { connection } = client;
  const poll = () =>
    connection.workflowService.pollWorkflowTaskQueue({ namespace, identity, taskQueue: { name: taskQueue } });
  connection
    .withAbortSignal(signal, () => connection.withDeadline(Date.now() + POLL_MS, poll))
    .catch(() => undefined);
}

test('a server without a worker', async () => {
  const say = await examine();
  expect(say('temporal')).toEqual([expect.stringMatching(/^fine: 127\.0\.0\.1:\d+, server \d/)]);
  expect(say('namespace')).toEqual([
    expect.stringMatching(/^fine: default, which keeps histories for \d+ days$/),
  ]);
  expect(say('search-attributes')).toEqual(['fine: all 9 are there']);
  expect(say('worker')).toEqual([
    'warning: no worker polls the task queue showrunner: start one with `npx showrunner start`',
  ]);
  expect(say('quota')).toEqual([expect.stringMatching(/^unknown: .*does not answer without a worker$/)]);
});

test('workers: of this version, and of another', async () => {
  const version = await readOwnVersion();
  const polling = new AbortController();
  pollAs(createWorkerIdentity(version), 'ours', polling.signal);
  pollAs(createWorkerIdentity('9.9.9'), 'ours', polling.signal);
  const both = [
    `fine: version ${version}`,
    `warning: version 9.9.9, this is ${version}: run the same everywhere`,
  ];
  const found = await until(
    () => examine({ SHOWRUNNER_TASK_QUEUE: 'ours' }),
    (say) => say('worker').length === both.length,
  );
  polling.abort();
  expect(found('worker').toSorted()).toEqual(both);
});

test('`workers` makes an older build current, and says when only others run', async () => {
  const { client } = temporal;
  const place = { client, taskQueue: 'versions' };
  const ask = async (makeCurrent?: string) => {
    const env = { TEMPORAL_ADDRESS: temporal.address, SHOWRUNNER_TASK_QUEUE: 'versions' };
    const settings = readSettings({ ...env, SHOWRUNNER_STATE: folder });
    return workers({ settings, env, ...(makeCurrent === undefined ? {} : { makeCurrent }) });
  };
  for (const buildId of ['0.3.0+a', '0.4.0+b']) await setCurrent({ ...place, buildId, identity: 'test' });
  expect(await ask()).toMatchObject({ code: 0, json: { current: '0.4.0+b', running: [] } });
  await expect(ask('0.3.0+A')).rejects.toThrow('there is no build "0.3.0+A". Did you mean "0.3.0+a"?');
  expect((await ask('0.3.0+a')).json).toMatchObject({ current: '0.3.0+a' });
  expect(await isWithdrawn({ ...place, buildId: '0.4.0+b' })).toBe(true);
  expect((await ask('0.4.0+b')).json).toMatchObject({ current: '0.4.0+b' });
  expect(await isWithdrawn({ ...place, buildId: '0.4.0+b' })).toBe(false);
  const polling = new AbortController();
  pollAs(createWorkerIdentity('0.2.0'), 'versions', polling.signal);
  const found = await until(ask, ({ code }) => code === 2);
  expect(found.text).toContain('unversioned  ');
  expect(found.text).toContain('npx showrunner workers --make-current unversioned');
  const back = await ask('unversioned');
  polling.abort();
  expect(back).toMatchObject({ code: 0, text: expect.stringMatching(/^current: unversioned\n/) });
});

test('a namespace that the server does not have', async () => {
  const say = await examine({ TEMPORAL_NAMESPACE: 'nowhere' });
  expect(say('namespace')).toEqual([
    'problem: the server has no namespace nowhere: create it (`temporal operator namespace create --namespace nowhere`), or set TEMPORAL_NAMESPACE',
  ]);
});

test('a namespace without our search attributes', async () => {
  const { workflowService } = temporal.client.connection;
  const workflowExecutionRetentionPeriod = { seconds: 86_400 };
  await workflowService.registerNamespace({
    namespace: 'bare',
    workflowExecutionRetentionPeriod: workflowExecutionRetentionPeriod as never,
  });
  const say = await examine({ TEMPORAL_NAMESPACE: 'bare' });
  expect(say('search-attributes')).toEqual([
    expect.stringMatching(/^warning: EpisodeId, .* missing: .*--name EpisodeId --type Keyword/),
  ]);
});

import { fileURLToPath } from 'node:url';
import { Client, Connection, isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { DefaultLogger, Worker } from '@temporalio/worker';
import { afterAll, expect, it } from 'vitest';
import { isQueryWaiting } from '../config/connection.ts';
import { connect } from '../worker/connect.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { go, type probe, seen } from './fixtures/probe.ts';
import { startTemporalServer, type TestServer } from './support/temporal-server.ts';
import './support/runtime.ts';

const endings: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

const ours = await startTemporalServer(endings);
const bundle = await bundleWorkflows(new DefaultLogger('ERROR'), {
  workflowsPath: fileURLToPath(new URL('fixtures/probe.ts', import.meta.url)),
});
const TASK_QUEUE = 'probes';
/** The query and the task race for the worker: among this many queries some win. */
const COUNT = 20;
const REFUSED = 'QueryNotRegisteredError: the worker is still replaying; retry the query';

/** Queries must be waiting at the server, which shows it nowhere, before the signals arrive: another round gives them longer. */
const ROUNDS_MS = [200, 1000, 5000];

it('a query that a starting worker handles before the workflow task is refused, and no workflow sees a wrong time', async () => {
  for (const leadMs of ROUNDS_MS) if (await playRound(leadMs)) return;
  expect.fail('no query was handled before its workflow task');
});

const DEADLINE_MS = 2000;

it('two queries wait for a task of a workflow, where a server that is not configured refuses one', async () => {
  const other = await startTemporalServer(endings, undefined, { 'history.MaxBufferedQueryCount': '1' });
  expect(await countRefused(ours)).toBe(0);
  expect(await countRefused(other)).toBe(1);
});

/** Of two queries to a workflow whose task no worker takes, without the SDK's attempts. */
async function countRefused(server: TestServer): Promise<number> {
  const [first] = await startProbes(server, 'waiting');
  await first?.signal(go);
  const connection = await Connection.connect({ address: server.address, interceptors: [] });
  endings.push(() => connection.close());
  const { workflow } = new Client({ connection });
  const query = (): Promise<unknown> =>
    connection.withDeadline(Date.now() + DEADLINE_MS, () => workflow.getHandle('waiting-0').query(seen));
  const refused = async (asked: Promise<unknown>): Promise<boolean> => {
    const { cause } = await asked.then(
      () => ({ cause: undefined }),
      (error: Error) => error,
    );
    return isGrpcServiceError(cause) && isQueryWaiting(cause);
  };
  const answers = await Promise.all([refused(query()), refused(query())]);
  return answers.filter(Boolean).length;
}

/** @returns whether at least one query was refused */
async function playRound(leadMs: number): Promise<boolean> {
  const probes = await startProbes(ours, `probe-${leadMs}`);
  const queries = probes.map((handle) => handle.query(seen).catch(String));
  await new Promise((resolve) => setTimeout(resolve, leadMs));
  for (const handle of probes) await handle.signal(go);
  const stop = await startWorker(ours);
  const times = await Promise.all(probes.map((handle) => handle.result()));
  const answers = await Promise.all(queries);
  await stop();
  expect(times).toEqual(await Promise.all(probes.map(readLastTask)));
  expect(answers.filter((answer) => answer !== REFUSED)).toEqual(
    times.filter((_, at) => answers[at] !== REFUSED),
  );
  return answers.includes(REFUSED);
}

async function startWorker(server: TestServer): Promise<() => Promise<void>> {
  const { native } = await connect({}, server.address);
  const worker = await Worker.create({ connection: native, workflowBundle: bundle, taskQueue: TASK_QUEUE });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await native.close();
  };
}

/** Each workflow has completed its first task and waits; its worker is gone. */
async function startProbes(server: TestServer, prefix: string): Promise<WorkflowHandle<typeof probe>[]> {
  const stop = await startWorker(server);
  const started = Array.from({ length: COUNT }, (_, index) =>
    server.client.workflow.start<typeof probe>('probe', {
      taskQueue: TASK_QUEUE,
      workflowId: `${prefix}-${index}`,
    }),
  );
  const handles = await Promise.all(started);
  for (const handle of handles) expect(await handle.query(seen)).toBeUndefined();
  await stop();
  return handles;
}

/** When its last workflow task was started, in ms since 1970. */
async function readLastTask(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  const last = events?.findLast((event) => event.workflowTaskStartedEventAttributes);
  return tsToMs(last?.eventTime);
}
